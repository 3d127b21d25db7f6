//! Hits in the order of the text. They come nearly so: phrases of one length in the order of their first words,
//! but for those of a few neighbours, and then longer ones.

use crate::matcher::Match;

/// Places that hits are moved by, on average, when they are put in order one by one.
const NEAR: usize = 8;

/// Puts the hits from number `from` on in their place among those before, which are sorted.
///
/// `room` is where hits are kept meanwhile.
#[inline(never)]
pub(super) fn put_in_order(hits: &mut [Match], from: usize, room: &mut Vec<Match>) {
    let (before, new) = hits.split_at_mut(from);
    if !insert(new) {
        new.sort();
    }
    if let (Some(last), Some(first)) = (before.last(), new.first())
        && last > first
    {
        merge(hits, from, room);
    }
}

/// Sorts hits that are near their places; `false` when they are not, and are left in any order.
fn insert(hits: &mut [Match]) -> bool {
    let mut left = hits.len() * NEAR;
    for at in 1..hits.len() {
        let hit = hits[at];
        let place = hits[..at].iter().rposition(|&h| h <= hit).map_or(0, |p| p + 1);
        if at - place > left {
            return false;
        }
        left -= at - place;
        if place < at {
            hits.copy_within(place..at, place + 1);
            hits[place] = hit;
        }
    }
    true
}

/// Merges what is sorted up to number `from` and what is sorted from there on.
fn merge(hits: &mut [Match], from: usize, room: &mut Vec<Match>) {
    room.clear();
    room.extend_from_slice(&hits[from..]);
    let (mut end, mut before) = (hits.len(), from);
    for hit in room.iter().rev() {
        while before > 0 && hits[before - 1] > *hit {
            (end, before) = (end - 1, before - 1);
            hits[end] = hits[before];
        }
        end -= 1;
        hits[end] = *hit;
    }
}

#[cfg(test)]
mod tests {
    use plenipo_text::Span;

    use super::*;

    fn hit(start: u32) -> Match {
        Match {
            span: Span::from_range(start as usize..start as usize + 1),
            payload: 0,
            caps: false,
        }
    }

    #[test]
    fn hits_near_and_far_from_their_places_are_put_there() {
        // Steps of a number that shares no factor with the length visit every place once.
        for (len, step) in [(1, 1), (10, 3), (97, 1), (97, 96), (97, 40), (1000, 7), (1000, 999)] {
            let all: Vec<Match> = (0..len).map(|n| hit(n * step % len)).collect();
            for from in [0, 1, len as usize / 2, len as usize - 1, len as usize] {
                let mut hits = all.clone();
                hits[..from].sort();
                put_in_order(&mut hits, from, &mut Vec::new());
                assert!((0..len).map(hit).eq(hits), "{len} {step} {from}");
            }
        }
    }

    #[test]
    fn what_is_far_from_its_place_is_not_moved_one_by_one() {
        let mut falling: Vec<Match> = (0..100).rev().map(hit).collect();
        assert!(!insert(&mut falling));
        let mut swapped: Vec<Match> = (0..100).map(|n| hit(n ^ 3)).collect();
        assert!(insert(&mut swapped) && swapped.is_sorted());
    }
}
