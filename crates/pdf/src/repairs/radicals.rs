//! CJK radicals and the ideographs that look the same (Unicode 18, property `Equivalent_Unified_Ideograph`).
//!
//! Fonts share one glyph between both, and a writer that asks a font for the glyph's character may get the radical.
//! The Kangxi radicals are not here: their compatibility decomposition says the same.

/// The ideograph that a radical of the supplement (U+2E80 to U+2EF3) shows.
pub(crate) fn unified(radical: char) -> Option<char> {
    let at = RADICALS.binary_search_by_key(&radical, |(radical, _)| *radical).ok()?;
    Some(RADICALS[at].1)
}

#[rustfmt::skip]
const RADICALS: [(char, char); 114] = [
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺇', '𠘨'), ('⺈', '刀'),
    ('⺉', '刂'), ('⺊', '卜'), ('⺋', '㔾'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'), ('⺏', '尣'), ('⺐', '尢'),
    ('⺑', '𡯂'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'), ('⺕', '𫜹'), ('⺖', '忄'), ('⺗', '心'), ('⺘', '扌'),
    ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'), ('⺠', '民'), ('⺡', '氵'),
    ('⺢', '氺'), ('⺣', '灬'), ('⺤', '爫'), ('⺥', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'), ('⺩', '王'),
    ('⺪', '𤴔'), ('⺫', '目'), ('⺬', '示'), ('⺭', '礻'), ('⺮', '𥫗'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'),
    ('⺲', '罒'), ('⺳', '㓁'), ('⺴', '冗'), ('⺵', '𦉫'), ('⺶', '羊'), ('⺷', '𦍌'), ('⺸', '𦍋'), ('⺹', '耂'),
    ('⺺', '肀'), ('⺻', '聿'), ('⺼', '肉'), ('⺽', '𦥑'), ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'), ('⻁', '虎'),
    ('⻂', '衤'), ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻇', '𧢲'), ('⻈', '讠'), ('⻉', '贝'),
    ('⻊', '𧾷'), ('⻋', '车'), ('⻌', '辶'), ('⻍', '辶'), ('⻎', '辶'), ('⻏', '邑'), ('⻐', '钅'), ('⻑', '長'),
    ('⻒', '镸'), ('⻓', '长'), ('⻔', '门'), ('⻕', '𨸏'), ('⻖', '阝'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'),
    ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'), ('⻞', '𩙿'), ('⻟', '飠'), ('⻠', '饣'), ('⻡', '𩠐'),
    ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'), ('⻩', '黄'),
    ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'), ('⻭', '歯'), ('⻮', '齿'), ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'),
    ('⻲', '亀'), ('⻳', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_read() {
        assert!(RADICALS.is_sorted_by_key(|(radical, _)| *radical));
        assert_eq!(unified('⻢'), Some('马'));
        assert_eq!((unified('⻊'), unified('⺀')), (Some('𧾷'), None));
    }
}
