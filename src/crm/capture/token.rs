//! What is known by its shape: e-mail addresses, web addresses, numbers.

/// Where the first thing of a shape begins and ends in a stretch.
pub(super) type Find = fn(&[char], usize, usize) -> Option<(usize, usize)>;

/// Ends of hosts by which a web address is known without `www`.
const DOMAINS: &[&str] = &[
    "com", "cn", "net", "org", "io", "ai", "de", "eu", "uk", "us", "fr", "jp", "kr", "hk", "tw", "sg", "info", "biz",
    "co", "tech", "app", "dev", "me", "it", "es", "ch", "at", "nl", "au", "ca", "in", "top", "xyz", "vip", "cc",
];

fn is_mail(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-".contains(c)
}

fn is_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || c == '-'
}

/// The first e-mail address of a stretch.
pub(super) fn email(plain: &[char], from: usize, to: usize) -> Option<(usize, usize)> {
    for at in (from..to).filter(|at| plain[*at] == '@') {
        let start = (from..at).rev().take_while(|at| is_mail(plain[*at])).last().unwrap_or(at);
        let start = (start..at).find(|at| plain[*at].is_ascii_alphanumeric()).unwrap_or(at);
        let mut stop = (at + 1..to).take_while(|at| is_host(plain[*at])).last().map_or(at, |at| at + 1);
        while stop > at && !plain[stop - 1].is_ascii_alphanumeric() {
            stop -= 1;
        }
        if start < at && stop > at && plain[at + 1..stop].contains(&'.') && plain[at + 1].is_ascii_alphanumeric() {
            return Some((start, stop));
        }
    }
    None
}

/// The first web address of a stretch.
pub(super) fn site(plain: &[char], from: usize, to: usize) -> Option<(usize, usize)> {
    words_by(plain, from, to, |c| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+;=%".contains(c)).find_map(
        |(start, mut stop)| {
            while stop > start && !plain[stop - 1].is_ascii_alphanumeric() && plain[stop - 1] != '/' {
                stop -= 1;
            }
            let word: String = plain[start..stop].iter().collect();
            let bare = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
            let host = bare.unwrap_or(&word).split(['/', '?', '#', ':']).next().unwrap_or_default();
            let parts: Vec<&str> = host.split('.').collect();
            let sound = parts.len() > 1
                && parts
                    .iter()
                    .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
            let known = bare.is_some()
                || host.starts_with("www.")
                || parts.last().is_some_and(|end| DOMAINS.contains(end)) && !parts.iter().all(|part| is_figure(part));
            (sound && known && !word.contains('@')).then_some((start, stop))
        },
    )
}

fn is_figure(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// The words of letters and figures in a stretch.
pub(super) fn words(plain: &[char], from: usize, to: usize) -> Vec<(usize, usize)> {
    words_by(plain, from, to, |c| c.is_ascii_alphanumeric()).collect()
}

fn words_by(
    plain: &[char],
    from: usize,
    to: usize,
    belongs: fn(char) -> bool,
) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let start = (at..to).find(|at| belongs(plain[*at]))?;
        let stop = (start..to).find(|at| !belongs(plain[*at])).unwrap_or(to);
        at = stop;
        Some((start, stop))
    })
}

/// The numbers of a stretch with at least so many digits: digits with the signs that people write between them,
/// and an extension behind.
pub(super) fn numbers(plain: &[char], from: usize, to: usize, least: usize) -> Vec<(usize, usize)> {
    let mut numbers = Vec::new();
    let mut at = from;
    while at < to {
        let begins = plain[at].is_ascii_digit()
            || matches!(plain[at], '+' | '(') && plain.get(at + 1).is_some_and(|c| c.is_ascii_digit() && at + 1 < to);
        let alone = at == from || !(plain[at - 1].is_ascii_alphanumeric() || plain[at - 1] == '.');
        if !begins || !alone {
            at += 1;
            continue;
        }
        let stop = number(plain, at, to);
        let digits = plain[at..stop].iter().filter(|c| c.is_ascii_digit()).count();
        let apart = stop == to || !plain[stop].is_ascii_alphabetic();
        if (least..=20).contains(&digits) && apart {
            let stop = extension(plain, stop, to);
            numbers.push((at, stop));
            at = stop;
        } else {
            // A shorter one may follow.
            at = (at..to).find(|at| !plain[*at].is_ascii_digit()).unwrap_or(to).max(at + 1);
        }
    }
    numbers
}

/// Where a number ends that begins here.
fn number(plain: &[char], from: usize, to: usize) -> usize {
    let (mut end, mut at, mut digits) = (from, from, 0);
    while at < to {
        match plain[at] {
            c if c.is_ascii_digit() => {
                digits += 1;
                end = at + 1;
            }
            '+' if at == from => {}
            '-' | ' ' | '(' | ')' | '.' => {
                // Two spaces part; so does a space behind a whole mobile number.
                let wide = plain[at] == ' ' && plain.get(at + 1) == Some(&' ');
                let whole = plain[at] == ' ' && is_mobile(&plain[from..end].iter().collect::<String>());
                // So does one between two that could each stand alone.
                let next = plain[at + 1..to].iter().take_while(|c| c.is_ascii_digit()).count();
                let two = plain[at] == ' ' && digits >= 7 && next >= 7;
                if wide || whole || two || plain[at] == '(' && digits >= 7 {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    // The bracket that the number opened is its own.
    let opened = plain[from..end].iter().filter(|c| **c == '(').count();
    let closed = plain[from..end].iter().filter(|c| **c == ')').count();
    if opened > closed && plain.get(end) == Some(&')') && end < to { end + 1 } else { end }
}

/// Where a number ends with its extension: 转 801, ext. 12, x371.
fn extension(plain: &[char], from: usize, to: usize) -> usize {
    let rest: String = plain[from..to].iter().take(12).collect();
    let word = ["转", "ext.", "ext", "x", "分机"].iter().find_map(|word| {
        let at = rest.len() - rest.trim_start().len();
        rest[at..].strip_prefix(word).map(|behind| (rest.len() - behind.len(), behind))
    });
    let Some((_, behind)) = word else { return from };
    let skipped = rest.chars().count() - behind.trim_start().chars().count();
    let digits = behind.trim_start().chars().take_while(char::is_ascii_digit).count();
    if (1..=6).contains(&digits) { from + skipped + digits } else { from }
}

/// Whether a number without a label is one to call: a mobile, one with an area or country, or parted as phones are.
pub(super) fn is_phone(plain: &[char], from: usize, to: usize) -> bool {
    let text: String = plain[from..to].iter().collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if is_mobile(&text) {
        return true;
    }
    // A sum, a year or a date is none.
    let unit = (to..plain.len()).map(|at| plain[at]).find(|c| *c != ' ');
    if unit.is_some_and(|c| "元万亿年月日%台件套吨个".contains(c)) || from > 0 && "¥$€£￥".contains(plain[from - 1])
    {
        return false;
    }
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_date = groups.len() >= 3 && groups[0].len() == 4 && groups[1].len() <= 2 && groups[2].len() <= 2;
    if is_date || digits.len() > 15 && !text.contains('x') {
        return false;
    }
    text.starts_with(['+', '('])
        || digits.len() >= 9 && digits.starts_with('0')
        || digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
        || text.contains('-') && groups.len() >= 2 && digits.len() >= 10
        || text.contains('-') && groups.len() == 2 && groups[0].len() <= 4 && groups[1].len() >= 7
        || groups.len() == 3 && groups.iter().map(|group| group.len()).eq([3, 3, 4])
}

/// Whether a number is a Chinese mobile.
pub(super) fn is_mobile(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let own = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(&digits);
    own.len() == 11 && own.starts_with('1') && matches!(own.as_bytes()[1], b'3'..=b'9')
}
