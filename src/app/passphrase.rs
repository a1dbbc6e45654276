//! How good a passphrase is, as far as its length and its alphabet tell. A hint while typing, no gate: people
//! know best what a file is worth, and a word list would weigh more than the rest of the page.

/// How long a passphrase stands up to someone who guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Guessed within days by a determined stranger.
    Weak,
    /// Good for everyday files.
    Fair,
    /// Good for everything.
    Strong,
}

/// The strength of a passphrase.
#[must_use]
pub fn strength(passphrase: &str) -> Strength {
    // What a stranger has to try through, as bits: each character of its alphabet, a repeated one a quarter.
    let mut met = std::collections::BTreeSet::new();
    let bits: f64 = passphrase.chars().map(|c| if met.insert(c) { alphabet(c) } else { alphabet(c) / 4.0 }).sum();
    match bits {
        ..38.0 => Strength::Weak,
        38.0..65.0 => Strength::Fair,
        _ => Strength::Strong,
    }
}

/// The bits of one character: words are not random letters, and 汉字 come from some thousand common ones.
fn alphabet(c: char) -> f64 {
    match c {
        'a'..='z' => 3.5,
        'A'..='Z' => 4.5,
        '0'..='9' => 3.0,
        ' ' => 1.0,
        _ if c.is_ascii() => 5.0,
        _ => 9.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(passphrase: &str, expect: Strength) {
        assert_eq!(strength(passphrase), expect, "{passphrase}");
    }

    #[test]
    fn length_and_alphabet_count_and_repetition_does_not() {
        check("", Strength::Weak);
        check("12345678", Strength::Weak);
        check("password", Strength::Weak);
        check("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak);
        check("小湾 2026", Strength::Weak);
        check("杭州云隙精密", Strength::Fair);
        check("Xk4$vm9!Tq", Strength::Fair);
        check("correct horse battery staple", Strength::Fair);
        check("correct horse, 7 battery staples!", Strength::Strong);
        check("云隙传动的程屿周四上门", Strength::Strong);
    }
}
