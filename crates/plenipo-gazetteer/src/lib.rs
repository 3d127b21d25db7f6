//! Officials, countries and organisations in news: found, told apart, dated.
