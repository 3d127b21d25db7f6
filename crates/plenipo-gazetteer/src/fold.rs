//! Names for comparison, and the family name in a full name.

/// A name for comparison: small letters without diacritics, hyphens and doubled letters, without an Arabic
/// article, and with one spelling for sounds that transliterations spell differently.
pub(crate) fn folded(word: &str) -> String {
    // "al-Assad" is sorted, and later named, as "Assad".
    let article = ["al-", "Al-", "el-", "El-", "AL-", "al‑", "ash-", "Ash-", "as-", "As-"];
    let word = article.iter().find_map(|a| word.strip_prefix(a)).unwrap_or(word);
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ả' | 'ạ' | 'ấ'..='ặ' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế'..='ệ' => 'e',
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'y' | 'ý' | 'ỉ' | 'ị' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ố'..='ợ' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' | 'ứ'..='ự' => 'u',
            'š' | 'ś' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ğ' => 'g',
            'ł' => 'l',
            'ř' => 'r',
            'ţ' | 'ț' | 'ť' => 't',
            'đ' | 'ð' | 'ď' => 'd',
            '-' | '\'' | '’' | '‘' | '.' | ' ' | '\u{300}'..='\u{36f}' => continue,
            other => other,
        };
        if !out.ends_with(plain) {
            out.push(plain);
        }
    }
    out.replace("ou", "u").replace("kh", "h")
}

/// The family name: the first name in countries that put it first, else the last.
pub(crate) fn surname<'a>(name: &'a str, country: &str) -> Option<&'a str> {
    #[rustfmt::skip]
    const FAMILY_FIRST: &[&str] = &[
        "KOR", "PRK", "CHN", "TWN", "VNM", "KHM", "HKG",
    ];
    let mut words = name.split(' ');
    if FAMILY_FIRST.contains(&country) {
        // "Tae-yul Cho" has the given name, with its hyphen, first.
        let first = words.next()?;
        return if first.contains('-') { words.next_back() } else { Some(first) };
    }
    words.next_back().filter(|w| w.chars().count() > 1 && !w.ends_with('.'))
}
