//! Arrow's own file format (IPC, also called Feather 2): programs read it without converting anything.

use super::EncodeError;
use arrow::datatypes::SchemaRef;
use arrow::ipc::writer::FileWriter;
use arrow::record_batch::RecordBatch;

pub(super) struct ArrowEncoder {
    writer: FileWriter<Vec<u8>>,
}

impl ArrowEncoder {
    pub(super) fn new(schema: &SchemaRef) -> Result<Self, EncodeError> {
        Ok(Self {
            writer: FileWriter::try_new(Vec::new(), schema)?,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        self.writer.write(batch)?;
        // The writer counts positions itself, so what it has written can be taken away.
        Ok(std::mem::take(self.writer.get_mut()))
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, EncodeError> {
        Ok(self.writer.into_inner()?)
    }
}
