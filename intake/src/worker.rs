//! Files of strangers are read in a child process of the same binary, so that what goes wrong there ends there: office
//! files, archives that come out as a whole, databases, typed and geographic formats.
//!
//! The parent makes a folder in the spool, writes the job into it and starts `<executable> worker read FOLDER FILE`
//! with no environment and the folder as working directory. The child limits its own memory, processor time and
//! file sizes, takes the workbook apart into the folder and says on standard output how far it is. The parent kills
//! it when it takes too long. Formats that stream need no folder of sheets: their rows come as an Arrow stream on standard output, at
//! the pace of whoever reads them, and processor time is the limit; a crash, an abort for want of memory or the kernel's kill is
//! [`hebewerk_hub::ports::ReadError::Stopped`] and never the end of the server.

mod asides;
mod child;
mod job;
mod limits;
mod outcome;
mod parent;
mod rows;

pub use child::run;
pub use limits::WorkerLimits;
pub use parent::WorkerReader;
