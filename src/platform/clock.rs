//! The clock on the wall and the zone it hangs in.

/// Milliseconds since 1970 UTC.
#[must_use]
pub fn now_ms() -> i64 {
    whole(js_sys::Date::now())
}

/// Minutes east of UTC of the viewer's zone, now.
#[must_use]
pub fn zone_offset_minutes() -> i32 {
    // JavaScript counts westwards.
    i32::try_from(-whole(js_sys::Date::new_0().get_timezone_offset())).unwrap_or(0)
}

#[expect(clippy::cast_possible_truncation, reason = "the browser gives whole numbers far within range")]
fn whole(number: f64) -> i64 {
    number as i64
}
