//! Stable ids: 64-bit FNV-1a over fields parted by a byte that no field holds.
//!
//! The function is part of the format of the table: ids must not change between releases.

/// The hash of `fields`, in order.
pub(crate) fn stable_id<'a>(fields: impl IntoIterator<Item = &'a str>) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = OFFSET;
    for field in fields {
        for byte in field.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_do_not_change() {
        assert_eq!(stable_id(["a", "b"]), 0xe8bc_b182_3051_3c4a);
        assert_ne!(stable_id(["ab", ""]), stable_id(["a", "b"]));
    }
}
