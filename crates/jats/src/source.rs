//! The file that an issue was read from, enclosed as supplementary material. What is in it is no matter of this
//! writer.

use backissue_model::File;

use crate::SourceFile;
use crate::plan::{Plan, clean};
use crate::sheet::Sheet;

/// The enclosed file, if one is asked for.
pub(crate) fn file(plan: &Plan<'_>) -> Option<File> {
    match &plan.options.source {
        SourceFile::Enclose(data) => Some(File::new(path(plan), data.clone())),
        SourceFile::LeaveOut => None,
    }
}

/// Names the enclosed file (JATS 1.3, `supplementary-material`).
pub(crate) fn write(sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    if plan.options.source == SourceFile::LeaveOut {
        return;
    }
    let (_, kind, subtype) = format(plan);
    let path = path(plan);
    let attributes = [
        ("id", "issue.source"),
        ("content-type", "source"),
        ("xlink:href", path.as_str()),
        ("mimetype", kind),
        ("mime-subtype", subtype),
    ];
    sheet.open("supplementary-material", &attributes);
    let name = clean(plan.issue.source.name.as_deref().unwrap_or_default());
    if !name.is_empty() {
        sheet.w.start("caption", &[]);
        sheet.w.element("title", &[], &name);
        sheet.close();
    }
    sheet.close();
}

/// Its own name may be none that a link can hold; it stands in the caption.
fn path(plan: &Plan<'_>) -> String {
    let (extension, _, _) = format(plan);
    format!("{}source.{extension}", plan.folder)
}

/// Extension, type and subtype of the media type.
fn format(plan: &Plan<'_>) -> (&'static str, &'static str, &'static str) {
    match plan.issue.source.format.as_str() {
        "pdf" => ("pdf", "application", "pdf"),
        "text" => ("txt", "text", "plain"),
        "docx" => ("docx", "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
        _ => ("bin", "application", "octet-stream"),
    }
}
