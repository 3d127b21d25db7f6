//! Seeded random numbers: the same run gives the same weights.

/// xorshift64* (Vigna 2016).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 33) as usize % bound
    }

    pub(crate) fn chance(&mut self, p: f32) -> bool {
        self.unit() < p
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// Multiplies each value with 0 or with the inverse of the share kept; remembers with what.
    pub(crate) fn dropout(&mut self, values: &mut [f32], drop: f32) -> Vec<f32> {
        if drop <= 0.0 {
            return Vec::new();
        }
        let bound = (drop * 65536.0) as u64;
        let kept = 1.0 / (1.0 - bound as f32 / 65536.0);
        let mut mask = Vec::with_capacity(values.len() + 3);
        while mask.len() < values.len() {
            let bits = self.next();
            for i in 0..4 {
                mask.push(if bits >> (16 * i) & 0xffff < bound { 0.0 } else { kept });
            }
        }
        mask.truncate(values.len());
        values.iter_mut().zip(&mask).for_each(|(v, m)| *v *= m);
        mask
    }
}

/// Applies the mask of [`Random::dropout`] to a gradient.
pub(crate) fn drop_gradient(gradient: &mut [f32], mask: &[f32]) {
    gradient.iter_mut().zip(mask).for_each(|(g, m)| *g *= m);
}
