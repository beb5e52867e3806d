//! The language that a text is in, where nothing states it: told by its script, in Latin and Cyrillic script by its
//! commonest words. A guess for editions, which have to name a language; the issue itself holds what is stated alone.

use std::collections::BTreeMap;

use crate::traverse::each_article_text;
use crate::{Issue, script};

/// Letters that are looked at: enough to be sure, and few enough to cost nothing in a volume.
const SAMPLE: usize = 20_000;
/// Fewer letters of a script than these say nothing.
const FEWEST_LETTERS: usize = 20;
/// Fewer words than these say nothing.
const FEWEST_WORDS: usize = 20;
/// The share of East Asian characters from which on they are the text and Latin words are names in it: a character is
/// a word or a syllable, a letter is neither.
const EAST_ASIAN: f32 = 0.2;
/// The share of kana and Han that kana have in any Japanese text; Chinese has single ones in names.
const KANA: f32 = 0.05;
/// The share of its words that the commonest ones of a language have in any prose of it. In English it is above
/// 0.25.
const COMMON: f32 = 0.1;
/// How far the first language must lead before the second one, as a share of the second: sisters share words.
const LEAD: f32 = 1.3;

/// Characters that Chinese has in one form only, common in any text: simplified, then traditional.
const FORMS: [&str; 2] =
    ["们这个国说时会为对学发经长东车马门见问过还进开", "們這個國說時會為對學發經長東車馬門見問過還進開"];

/// The commonest words of languages, without those that their sisters share.
const WORDS: [(&str, &[&str]); 14] = [
    ("en", &["the", "of", "and", "to", "that", "was", "for", "with", "by", "from", "this", "he", "his"]),
    (
        "de",
        &["der", "die", "und", "das", "den", "von", "zu", "mit", "sich", "auf", "für", "ist", "dem", "nicht"],
    ),
    ("fr", &["le", "les", "des", "et", "une", "du", "est", "dans", "pour", "qui", "sur", "au", "il", "pas"]),
    ("es", &["el", "los", "las", "del", "una", "por", "con", "y", "su", "se", "lo", "al", "más"]),
    ("it", &["il", "di", "che", "per", "della", "è", "del", "non", "sono", "gli", "nel", "alla", "i"]),
    ("pt", &["o", "os", "do", "da", "em", "um", "com", "não", "uma", "dos", "ao", "são", "à"]),
    ("nl", &["het", "een", "van", "en", "dat", "niet", "op", "zijn", "voor", "met", "aan", "ook"]),
    ("sv", &["och", "att", "det", "som", "på", "är", "av", "för", "med", "ett", "till", "inte"]),
    ("pl", &["w", "z", "się", "nie", "na", "do", "że", "jest", "po", "przez", "dla", "od", "był"]),
    ("cs", &["a", "se", "v", "je", "že", "ve", "byl", "který", "jsou", "při", "jako", "už", "pro"]),
    ("ru", &["и", "в", "не", "на", "с", "что", "по", "из", "как", "это", "для", "к", "о", "от"]),
    ("uk", &["і", "в", "не", "на", "з", "що", "та", "до", "як", "це", "від", "за", "у", "й"]),
    ("bg", &["и", "на", "да", "се", "от", "за", "че", "е", "са", "ще", "ни", "това"]),
    ("hu", &["a", "az", "és", "hogy", "egy", "nem", "is", "volt", "meg", "csak", "el", "ezt", "mint"]),
];

/// What a sample of the text holds.
#[derive(Default)]
struct Sample {
    letters: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    /// Other scripts that one living language is written in, by its tag.
    scripts: BTreeMap<&'static str, usize>,
    forms: [usize; 2],
    words: usize,
    common: BTreeMap<&'static str, usize>,
}

/// The language of the articles as a BCP 47 tag, if their text tells it.
pub fn language_of_text(issue: &Issue) -> Option<&'static str> {
    let mut sample = Sample::default();
    for article in &issue.articles {
        if sample.letters > SAMPLE {
            break;
        }
        each_article_text(article, &mut |text| sample.add(text));
    }
    sample.language()
}

impl Sample {
    fn add(&mut self, text: &str) {
        if self.letters > SAMPLE {
            return;
        }
        text.chars().filter(|c| c.is_alphabetic()).for_each(|c| self.add_letter(c));
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            self.words += 1;
            let word = word.to_lowercase();
            for (language, _) in WORDS.iter().filter(|(_, words)| words.contains(&word.as_str())) {
                *self.common.entry(language).or_default() += 1;
            }
        }
    }

    fn add_letter(&mut self, c: char) {
        self.letters += 1;
        match c {
            '\u{3041}'..='\u{30ff}' => self.kana += 1,
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => self.hangul += 1,
            '\u{0370}'..='\u{03ff}' => *self.scripts.entry("el").or_default() += 1,
            '\u{0590}'..='\u{05ff}' => *self.scripts.entry("he").or_default() += 1,
            '\u{0e00}'..='\u{0e7f}' => *self.scripts.entry("th").or_default() += 1,
            c if script::is_ideographic(c) => {
                self.han += 1;
                let counts = self.forms.iter_mut().zip(FORMS);
                counts.for_each(|(count, form)| *count += usize::from(form.contains(c)));
            }
            _ => {}
        }
    }

    fn language(&self) -> Option<&'static str> {
        let east_asian = self.han + self.kana + self.hangul;
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        if east_asian >= FEWEST_LETTERS && share(east_asian, self.letters) > EAST_ASIAN {
            return Some(match () {
                () if self.hangul > self.han + self.kana => "ko",
                () if share(self.kana, self.kana + self.han) > KANA => "ja",
                () if self.forms[0] > self.forms[1] => "zh-Hans",
                () if self.forms[1] > self.forms[0] => "zh-Hant",
                () => "zh",
            });
        }
        let most = self.scripts.iter().max_by_key(|(_, count)| **count);
        if let Some((language, _)) =
            most.filter(|(_, count)| **count >= FEWEST_LETTERS && **count * 2 > self.letters)
        {
            return Some(language);
        }
        self.by_words()
    }

    fn by_words(&self) -> Option<&'static str> {
        let (language, first) = self.common.iter().max_by_key(|(_, count)| **count)?;
        let others = self.common.iter().filter(|(other, _)| *other != language);
        let second = others.map(|(_, count)| *count).max().unwrap_or(0);
        let leads = *first as f32 >= LEAD * second as f32;
        let common = *first as f32 >= COMMON * self.words as f32;
        (self.words >= FEWEST_WORDS && common && leads).then_some(*language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Block};

    fn told(text: &str) -> Option<&'static str> {
        let article = Article { body: vec![Block::paragraph(text)], ..Article::default() };
        language_of_text(&Issue { articles: vec![article], ..Issue::default() })
    }

    #[test]
    fn scripts_tell_their_languages() {
        assert_eq!(told("这座大桥昨天通车，市民们说，出门去东岸上班的时间短了一半。"), Some("zh-Hans"));
        assert_eq!(told("這座大橋昨天通車，市民們說，出門去東岸上班的時間短了一半。"), Some("zh-Hant"));
        assert_eq!(told("港の灯台に、ふたたび明かりがともった。集まった人びとは口をそろえる。"), Some("ja"));
        assert_eq!(told("새 다리가 어제 열렸다. 시민들은 출근길이 절반으로 줄었다고 말했다."), Some("ko"));
        assert_eq!(told("Το παλιό φανάρι του λιμανιού άναψε ξανά χθες το βράδυ."), Some("el"));
    }

    #[test]
    fn common_words_tell_languages_of_latin_script() {
        let english = "The lamps along the quay were lit at dusk, to the sound of every horn in the harbour, and the \
            crowd that stood on the steps asked for a fourth.";
        let german = "Die Lampen am Hafen wurden gestern wieder angezündet, und der Hafenmeister, der den Schlüssel \
            mit sich trug, sagte, das sei nicht das letzte Mal, auf das man warte.";
        let french = "Les lampes du quai se sont rallumées hier dans le port, et le maître du port, qui gardait la clé \
            dans une boîte, est venu pour les voir sur les marches.";
        assert_eq!([told(english), told(german), told(french)], [Some("en"), Some("de"), Some("fr")]);
        let russian = "Вчера утром после трёх лет ремонта открылся мост через реку. Первыми по нему прошли школьники, и \
            никто из них не спешил в школу. Строители говорят, что к осени будет готова и набережная.";
        let polish = "Wczoraj rano, po trzech latach naprawy, otwarto most na rzece. Pierwsi przeszli po nim uczniowie \
            i nikt z nich nie spieszył się do szkoły, bo w tym dniu nie było lekcji.";
        assert_eq!([told(russian), told(polish)], [Some("ru"), Some("pl")]);
    }

    #[test]
    fn little_text_and_lists_of_names_tell_nothing() {
        assert_eq!(told("The lamps of the quay"), None);
        assert_eq!(told(&"Vornholm Tresillian Mabb Ferrier ".repeat(20)), None);
        assert_eq!(told("江城"), None);
        assert_eq!(language_of_text(&Issue::default()), None);
    }
}
