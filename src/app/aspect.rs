//! How a record is looked at: the tab that is shown, and the field whose history is asked for; and its
//! address.

use super::query::{escape, unescape};

/// How a record is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aspect {
    /// The tab; empty for the one that is shown first.
    pub tab: String,
    /// The field whose history is asked for; empty for all.
    pub field: String,
}

impl Aspect {
    /// The address of an aspect, without a mark before it; empty for the first.
    #[must_use]
    pub fn to_address(&self) -> String {
        let parts = [("tab", &self.tab), ("field", &self.field)];
        let parts = parts.into_iter().filter(|(_, word)| !word.is_empty());
        parts.map(|(name, word)| format!("{name}={}", escape(word))).collect::<Vec<_>>().join("&")
    }

    /// The aspect that an address names; what is not known is passed over.
    #[must_use]
    pub fn from_address(address: &str) -> Aspect {
        let mut aspect = Aspect::default();
        for (name, word) in address.split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "tab" => aspect.tab = unescape(word),
                "field" => aspect.field = unescape(word),
                _ => {}
            }
        }
        aspect
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_back_the_aspect() {
        let aspect = |tab: &str, field: &str| Aspect { tab: tab.to_owned(), field: field.to_owned() };
        for one in
            [aspect("", ""), aspect("history", ""), aspect("history", "next_contact"), aspect("a&b=c", "tags:一")]
        {
            assert_eq!(Aspect::from_address(&one.to_address()), one);
        }
        assert_eq!(aspect("", "").to_address(), "");
        assert_eq!(aspect("history", "phone").to_address(), "tab=history&field=phone");
        assert_eq!(Aspect::from_address("tab=related&newer=1&junk"), aspect("related", ""));
    }
}
