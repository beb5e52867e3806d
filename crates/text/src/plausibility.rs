//! How much a text looks like text: frequent characters, words of one script, capitals where they belong.
//!
//! Knows no language; only the characters above ASCII earn or cost anything, since all encodings agree on ASCII.

/// Judges texts. Holds the tables.
#[derive(Debug)]
pub(crate) struct Judge {
    /// Frequent Han characters and Hangul syllables, sorted.
    frequent: Vec<char>,
}

/// The most frequent Han characters of Chinese and Japanese newspapers, simplified and traditional. They make up
/// more than half of any running text, and a wrong decoding hits them by accident only.
const FREQUENT_HAN: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边张该交规万取望术领共确传师观清今切院让识带导争运村县镇局省记届讯议党委革历史组织活动群众服务技协会习近平总书记這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣從實軍無與長機關點業將兩間問應戰頭體見產話內給門兒東聲員論處義幾認條氣題別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據該張規萬領確傳師觀識帶導爭運縣鎮戸対発気経済駅円図書館県";

/// The most frequent Hangul syllables of Korean newspapers.
const FREQUENT_HANGUL: &str = "이다는의에을를가은하고지도로기사한시대있인자리그어나아서정일수상제라해부들만과보전주여장성동구조원스면게년국위세미경으오내신안무모김선비치된우공방데문소중화때했등할것였던려습니까마을민관회계";

impl Judge {
    /// A judge with its tables.
    pub(crate) fn new() -> Self {
        let mut frequent: Vec<char> = FREQUENT_HAN.chars().chain(FREQUENT_HANGUL.chars()).collect();
        frequent.sort_unstable();
        Self { frequent }
    }

    /// What the characters above ASCII of a text earn, less what they cost, in all.
    pub(crate) fn total(&self, text: &str) -> f32 {
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        let mut sum = 0.0;
        while let Some(c) = chars.next() {
            let after = chars.peek().copied().unwrap_or(' ');
            if !c.is_ascii() {
                sum += self.earning(before, c, after);
            }
            before = c;
        }
        sum
    }

    fn earning(&self, before: char, c: char, after: char) -> f32 {
        match Script::of(c) {
            Script::Han | Script::Hangul if self.frequent.binary_search(&c).is_ok() => 3.0,
            Script::Han => -0.3,
            Script::Hangul => 0.8,
            Script::RareHan => -3.0,
            Script::Kana => 2.5,
            Script::HalfKana => -0.8,
            Script::WidePunctuation => 2.0,
            Script::WideLetter => 0.3,
            script @ (Script::Cyrillic | Script::Latin | Script::Greek) => {
                cased(before, c, after, script) + common_letter(c)
            }
            // These sets fill the whole upper half with letters, so that any bytes make words of them: only the order
            // of the letters speaks. Hebrew has 27 letters in it and earns more.
            script @ (Script::Hebrew | Script::Arabic | Script::Thai)
                if misspelt(before, c, after, script) =>
            {
                -2.5
            }
            Script::Hebrew => neighbour(before, Script::Hebrew) + 1.3,
            script @ (Script::Arabic | Script::Thai) => neighbour(before, script) + 0.5,
            Script::Punctuation => punctuation(before, c, after),
            Script::Symbol if beside_figures(before, c, after) => 0.8,
            Script::Symbol => symbol(before, after),
            Script::Control => -4.0,
        }
    }
}

/// Whether a letter stands where its script never has it: a form for the ends of words before a letter, a vowel or tone
/// mark without the letter that it belongs to.
fn misspelt(before: char, c: char, after: char, script: Script) -> bool {
    let follows = Script::of(before) == script;
    let goes_on = Script::of(after) == script;
    if before == ' ' && after == ' ' {
        // None of these scripts has words of one letter.
        return true;
    }
    match c {
        'ך' | 'ם' | 'ן' | 'ף' | 'ץ' | 'ة' | 'ى' => goes_on && !is_point(after),
        // Vowels, tones and the mutes of Thai, above, below or behind a consonant; and those before one.
        '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' => !follows || is_thai_lead(before),
        '\u{E30}' | '\u{E32}' | '\u{E33}' => !follows || is_thai_lead(before),
        _ if is_thai_lead(c) => !('\u{E01}'..='\u{E2E}').contains(&after),
        // Out of use, or signs of price, verse and chapters.
        'ฃ' | 'ฅ' | '฿' | '๏' | '๚' | '๛' => true,
        _ => is_point(c) && !follows,
    }
}

fn is_thai_lead(c: char) -> bool {
    ('เ'..='ไ').contains(&c)
}

/// Whether a character is a point or vowel mark of Hebrew or Arabic, on the letter before it.
fn is_point(c: char) -> bool {
    matches!(c, '\u{5B0}'..='\u{5BC}' | '\u{5C1}' | '\u{5C2}' | '\u{64B}'..='\u{652}')
}

/// What a letter with case earns by its surroundings.
fn cased(before: char, c: char, after: char, script: Script) -> f32 {
    let inside = before.is_lowercase() && same_script(before, script);
    // A capital behind a small letter, or before a small letter in the middle of capitals, is a wrong decoding.
    if c.is_uppercase() && (inside || (before.is_uppercase() && after.is_lowercase())) {
        return -2.5;
    }
    // The two forms of sigma: at the end of a word, and everywhere else.
    if c == 'ς' && after.is_alphabetic() || c == 'σ' && !after.is_alphabetic() {
        return -2.5;
    }
    let mixed = [before, after].iter().any(|n| n.is_alphabetic() && !same_script(*n, script));
    if mixed {
        return -1.5;
    }
    // Words of accented letters alone are no words of a Latin script.
    let accented = |n: char| !n.is_ascii() && Script::of(n) == Script::Latin;
    if script == Script::Latin && (accented(before) || accented(after)) {
        return if accented(before) && accented(after) { -3.0 } else { -0.8 };
    }
    let lonely = !before.is_alphabetic() && !after.is_alphabetic();
    match script {
        _ if !lonely => 0.3,
        // The words of one letter in Western languages.
        Script::Latin if "àÀéÉèÈóÓöÖåÅíÍ".contains(c) => 0.3,
        Script::Latin => -0.8,
        // Less than the commonest letters earn: a dash between English words becomes such a letter.
        _ => -2.0,
    }
}

/// What a letter earns by being common in its script.
fn common_letter(c: char) -> f32 {
    match c {
        'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' => 1.8,
        'к' | 'м' | 'д' | 'п' | 'у' | 'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' => 1.2,
        'ч' | 'й' | 'х' | 'ж' | 'ш' | 'ю' | 'ц' | 'і' | 'ї' | 'є' => 0.6,
        'щ' | 'э' | 'ф' | 'ъ' | 'ё' | 'А'..='Я' => 0.1,
        'é' | 'è' | 'à' | 'ä' | 'ö' | 'ü' | 'ç' | 'ó' | 'í' | 'á' | 'ñ' | 'ß' | 'å' | 'ø' | 'ê' => {
            1.2
        }
        'ã' | 'õ' | 'ú' | 'æ' | 'ý' | 'č' | 'š' | 'ž' | 'ř' | 'ě' | 'ů' | 'ő' | 'ű' | 'ł' | 'ą' | 'ę'
        | 'ś' | 'ż' | 'ć' | 'ń' | 'ş' | 'ğ' | 'ı' | 'ă' | 'î' | 'â' | 'ț' | 'ţ' | 'ș' | 'ô' | 'û' | 'ë'
        | 'ï' | 'œ' | 'ò' | 'ù' | 'ì' => 0.9,
        'α' | 'ε' | 'ι' | 'ο' | 'ν' | 'τ' | 'σ' | 'ς' | 'ρ' | 'κ' | 'π' | 'λ' | 'υ' | 'η' => {
            1.6
        }
        'Α' | 'Ε' | 'Ι' | 'Ο' | 'Ν' | 'Τ' | 'Σ' | 'Ρ' | 'Κ' | 'Π' | 'Λ' | 'Η' => 0.8,
        'α'..='ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ' => 0.9,
        _ if c.is_lowercase() => -0.2,
        _ => 0.0,
    }
}

fn punctuation(before: char, c: char, after: char) -> f32 {
    let opens = matches!(c, '“' | '„' | '‘' | '«' | '‹' | '¿' | '¡');
    let inside = before.is_alphabetic() && after.is_alphabetic();
    match c {
        // An apostrophe or a dash stands within words, other marks do not.
        '’' | '–' | '—' | '·' => 0.6,
        _ if inside => -1.5,
        _ if opens && before.is_alphanumeric() => -0.4,
        _ => 0.6,
    }
}

/// Whether a sign stands as fractions, degrees and sums of money do: `5½`, `40°`, `£3`.
fn beside_figures(before: char, c: char, after: char) -> bool {
    match c {
        '½' | '¼' | '¾' => before.is_ascii_digit() || before == ' ',
        '°' | '²' | '³' | 'º' => before.is_ascii_digit(),
        '£' => after.is_ascii_digit(),
        _ => false,
    }
}

fn symbol(before: char, after: char) -> f32 {
    match (before.is_alphabetic(), after.is_alphabetic()) {
        (true, true) => -2.0,
        (true, false) | (false, true) => -1.0,
        (false, false) => -0.4,
    }
}

fn neighbour(before: char, script: Script) -> f32 {
    if !before.is_alphabetic() || Script::of(before) == script { 0.5 } else { -1.5 }
}

fn same_script(c: char, script: Script) -> bool {
    Script::of(c) == script || (script == Script::Latin && c.is_ascii_alphabetic())
}

/// Kinds of characters above ASCII, as coarse as the judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    RareHan,
    Kana,
    HalfKana,
    Hangul,
    Cyrillic,
    Greek,
    Latin,
    Hebrew,
    Arabic,
    Thai,
    WidePunctuation,
    WideLetter,
    Punctuation,
    Symbol,
    Control,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{4E00}'..='\u{9FFF}' => Self::Han,
            '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' | '\u{F900}'..='\u{FAFF}' => Self::RareHan,
            '\u{3041}'..='\u{30FF}' => Self::Kana,
            '\u{FF61}'..='\u{FFDC}' => Self::HalfKana,
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            '\u{0400}'..='\u{052F}' => Self::Cyrillic,
            '\u{0370}'..='\u{03FF}' => Self::Greek,
            '\u{00AA}' | '\u{00BA}' => Self::Symbol,
            '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic() => Self::Latin,
            '\u{0590}'..='\u{05FF}' => Self::Hebrew,
            '\u{0600}'..='\u{06FF}' => Self::Arabic,
            '\u{0E01}'..='\u{0E5B}' => Self::Thai,
            '\u{3000}'..='\u{3003}' | '\u{3005}'..='\u{3011}' | '\u{3014}'..='\u{301B}' => {
                Self::WidePunctuation
            }
            '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => Self::WidePunctuation,
            '\u{FF10}'..='\u{FF5E}' => Self::WideLetter,
            '\u{2010}'..='\u{2026}' | '«' | '»' | '‹' | '›' | '¿' | '¡' | '·' | '\u{00A0}' => {
                Self::Punctuation
            }
            '\u{0080}'..='\u{009F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'..='\u{FFFF}' => Self::Control,
            _ => Self::Symbol,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_text_earns_more_than_its_wrong_decodings() {
        let judge = Judge::new();
        let bytes = encoding_rs::WINDOWS_1251.encode("Мост через реку открыли утром").0;
        let right = judge.total("Мост через реку открыли утром");
        for wrong in [encoding_rs::KOI8_R, encoding_rs::WINDOWS_1252, encoding_rs::X_MAC_CYRILLIC] {
            let text = wrong.decode_without_bom_handling(&bytes).0;
            assert!(judge.total(&text) < right, "{}", wrong.name());
        }
    }
}
