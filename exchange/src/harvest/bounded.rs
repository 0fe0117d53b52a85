//! How much a parser takes at once.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Reads no more than a budget, which whoever parses renews after every step. The error is one of kind
/// [`io::ErrorKind::FileTooLarge`].
pub(super) struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Bounded<R> {
    /// With a budget in bytes, and what is left of it, to be set anew.
    pub(super) fn new(inner: R, bytes: u64) -> (Self, Rc<Cell<u64>>) {
        let left = Rc::new(Cell::new(bytes));
        let bounded = Self {
            inner,
            left: Rc::clone(&left),
        };
        (bounded, left)
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
