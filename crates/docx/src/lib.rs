//! The DOCX reader: WordprocessingML to a flow of paragraphs.
