//! Streams whose length is wrong (ISO 32000-2, 7.3.8.2): their data looked for in the file itself.

use lopdf::Stream;

use crate::interpret::Shared;

/// A stream that came out empty although the file has data for it: everything from its beginning up to `endstream`.
///
/// Offsets within encrypted files and object streams do not lead into the file: those stay as they are.
pub(crate) fn with_found_content(shared: &Shared<'_>, stream: &Stream) -> Option<Stream> {
    if shared.document.encryption_state.is_some() {
        return None;
    }
    let header = memchr::memmem::find(shared.bytes, b"%PDF-")?;
    let data = shared.bytes.get(header + stream.start_position?..)?;
    let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
    let content = data[..end].to_vec();
    (!content.is_empty()).then(|| Stream { content, ..stream.clone() })
}
