//! A limit for what a parser has to hold at once.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Largest element of a page, and largest everything around the elements.
pub(crate) const MOST_ELEMENT_BYTES: u64 = 64 << 20;

/// Reads no more than a budget, which whoever parses renews after every element. The error is one of kind
/// [`io::ErrorKind::FileTooLarge`].
pub(crate) struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Bounded<R> {
    pub(crate) fn new(inner: R) -> Self {
        let left = Rc::new(Cell::new(MOST_ELEMENT_BYTES));
        Self { inner, left }
    }

    /// What is left, to be set anew.
    pub(crate) fn budget(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.left)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(bytes as u64);
        self.left.set(left.ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(bytes)
    }
}
