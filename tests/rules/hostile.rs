//! Whatever comes in, nothing panics: bytes as tables, texts as queries.

use cove::crm::entity;
use cove::crm::search::Query;
use cove::exchange::table::{Mapping, Options, read};
use proptest::prelude::*;

/// Texts that are likely to go wrong: quotes, delimiters, wide characters, several readings.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just(","),
        Just("，"),
        Just("\n"),
        Just("\r\n"),
        Just("'="),
        Just("单"),
        Just("重庆"),
        Just("万俟"),
        Just("zh"),
        Just("wang"),
        Just("1"),
        Just("ﬁ"),
        Just("İ"),
        Just("😀"),
        Just("e\u{301}"),
        Just(" "),
        Just("\u{3000}"),
        Just("ＡＢ"),
        Just("x"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &Options::default());
    }

    #[test]
    fn any_text_is_read_or_refused_and_mapped(text in tricky()) {
        if let Ok(sheet) = read(text.as_bytes(), &Options::default()) {
            for key in ["lead", "customer", "contact"] {
                let mapping = Mapping::guess(entity(key).expect("a table"), &sheet);
                prop_assert_eq!(mapping.columns.len(), sheet.width);
            }
            prop_assert!(sheet.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }

    #[test]
    fn cells_come_back_as_they_were_written(rows in prop::collection::vec(prop::collection::vec(tricky(), 3), 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "company", "phone"]).expect("memory");
        for row in &rows {
            writer.write_record(row).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        let options = Options { delimiter: Some(','), heading: Some(1), ..Options::default() };
        let plain = |cell: &String| {
            let cell = cell.trim();
            cove::exchange::table::formula::unescape(cell).trim().to_owned()
        };
        let wanted: Vec<Vec<String>> = rows
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| row.iter().map(plain).collect())
            .collect();
        let got: Vec<Vec<String>> =
            read(&bytes, &options).map(|sheet| sheet.rows.into_iter().map(|row| row.cells).collect()).unwrap_or_default();
        prop_assert_eq!(got, wanted);
    }

    #[test]
    fn highlights_are_parts_of_the_text_in_order(text in tricky(), query in tricky()) {
        let ranges = Query::new(&query).highlight(&text);
        for range in &ranges {
            prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{:?}", range);
        }
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
    }
}
