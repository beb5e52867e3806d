//! CJK radicals and the ideographs that look the same (Unicode, `Equivalent_Unified_Ideograph`).
//!
//! Fonts share one glyph between both, and a writer that asks a font for the glyph's character may get the radical.
//! The Kangxi radicals are not here: their compatibility decomposition says the same.

/// The ideograph that a radical of the supplement (U+2E80 to U+2EF3) shows.
pub(crate) fn unified(radical: char) -> Option<char> {
    let at = RADICALS.binary_search_by_key(&radical, |(radical, _)| *radical).ok()?;
    Some(RADICALS[at].1)
}

#[rustfmt::skip]
const RADICALS: [(char, char); 103] = [
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺈', '刀'), ('⺉', '刂'),
    ('⺊', '卜'), ('⺋', '㔾'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'), ('⺏', '尣'), ('⺐', '尢'), ('⺒', '巳'),
    ('⺓', '幺'), ('⺔', '彑'), ('⺕', '彐'), ('⺖', '忄'), ('⺗', '㣺'), ('⺘', '扌'), ('⺙', '攵'), ('⺛', '旡'),
    ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'), ('⺠', '民'), ('⺡', '氵'), ('⺢', '氺'), ('⺣', '灬'),
    ('⺤', '爫'), ('⺥', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'), ('⺩', '王'), ('⺫', '罒'), ('⺬', '示'),
    ('⺭', '礻'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'), ('⺲', '罒'), ('⺶', '羊'), ('⺹', '耂'), ('⺺', '肀'),
    ('⺻', '聿'), ('⺼', '肉'), ('⺽', '臼'), ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'), ('⻁', '虎'), ('⻂', '衤'),
    ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻇', '角'), ('⻈', '讠'), ('⻉', '贝'), ('⻊', '足'),
    ('⻋', '车'), ('⻌', '辶'), ('⻍', '辶'), ('⻎', '辶'), ('⻏', '阝'), ('⻐', '钅'), ('⻑', '長'), ('⻒', '镸'),
    ('⻓', '长'), ('⻔', '门'), ('⻖', '阝'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'), ('⻚', '页'), ('⻛', '风'),
    ('⻜', '飞'), ('⻝', '食'), ('⻞', '食'), ('⻟', '飠'), ('⻠', '饣'), ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'),
    ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'), ('⻩', '黄'), ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'),
    ('⻭', '歯'), ('⻮', '齿'), ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'), ('⻲', '亀'), ('⻳', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_read() {
        assert!(RADICALS.is_sorted_by_key(|(radical, _)| *radical));
        assert_eq!(unified('⻢'), Some('马'));
        assert_eq!(unified('⺀'), None);
    }
}
