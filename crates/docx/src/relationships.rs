//! Relationships of a part: which other parts and addresses it names (ECMA-376 Part 2, 6.5).

use std::collections::BTreeMap;

use crate::markup;

/// The relationships of one part, by id.
#[derive(Debug, Clone, Default)]
pub struct Relationships(BTreeMap<String, Relationship>);

/// One relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The last segment of its type: `styles`, `image`, `hyperlink`.
    pub kind: String,
    /// What it names.
    pub target: Target,
}

/// What a relationship names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A part of the package, by its name without a leading slash.
    Part(String),
    /// An address outside the package.
    External(String),
}

impl Relationships {
    /// Reads the relationships part of the part of this name.
    pub fn of(part: &str, text: &str) -> Self {
        let (root, _) = markup::parse(text);
        let relationships = root.elements().filter(|element| element.name == "Relationship");
        let entries = relationships.filter_map(|element| {
            let target = element.attribute("Target")?.trim();
            let external = element.attribute("TargetMode") == Some("External");
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            let target = match external {
                true => Target::External(target.to_owned()),
                false => Target::Part(resolve(part, target)?),
            };
            Some((element.attribute("Id")?.to_owned(), Relationship { kind, target }))
        });
        Self(entries.collect())
    }

    /// The relationship of this id.
    pub fn get(&self, id: &str) -> Option<&Relationship> {
        self.0.get(id)
    }

    /// The part that the relationship of this id names.
    pub fn part(&self, id: &str) -> Option<&str> {
        match &self.get(id)?.target {
            Target::Part(name) => Some(name),
            Target::External(_) => None,
        }
    }

    /// The part named by the first relationship of this kind.
    pub fn part_of_kind(&self, kind: &str) -> Option<&str> {
        let mut of_kind = self.0.values().filter(|relationship| relationship.kind == kind);
        of_kind.find_map(|relationship| match &relationship.target {
            Target::Part(name) => Some(name.as_str()),
            Target::External(_) => None,
        })
    }

    /// Whether there is a relationship of this kind.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.0.values().any(|relationship| relationship.kind == kind)
    }
}

/// Name of the part that holds the relationships of a part.
pub fn relationships_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a target names, seen from the part that names it; none when it leads out of the package.
fn resolve(part: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next()?.replace('\\', "/");
    if target.contains(':') {
        return None;
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut segments: Vec<&str> = base.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop()?,
            name => segments.push(name),
        }
    }
    (!segments.is_empty()).then(|| segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_part_and_stay_in_the_package() {
        let part = "word/document.xml";
        assert_eq!(resolve(part, "media/image1.png").as_deref(), Some("word/media/image1.png"));
        assert_eq!(resolve(part, "/word/styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(resolve(part, "../customXml/item1.xml").as_deref(), Some("customXml/item1.xml"));
        assert_eq!(resolve(part, "../../../etc/passwd"), None);
        assert_eq!(resolve(part, "file:///etc/passwd"), None);
        assert_eq!(relationships_part(part), "word/_rels/document.xml.rels");
        assert_eq!(relationships_part(""), "_rels/.rels");
    }
}
