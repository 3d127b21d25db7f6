//! Turn a scraped page or text dump into the article, aligned with the input.
