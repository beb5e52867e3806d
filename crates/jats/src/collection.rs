//! The collection: what is known of the issue, its articles in reading order, and the furniture of its pages.

use std::collections::BTreeSet;

use backissue_model::{File, Place};

use crate::plan::{Plan, clean};
use crate::sheet::Sheet;
use crate::{Form, FurnitureMeta, article, front, rights, source};

/// The file of the issue.
pub(crate) fn file(plan: &Plan<'_>) -> File {
    let mut sheet = Sheet::new(plan);
    article::root("collection", None, plan.language, &mut sheet);
    sheet.open("front", &[]);
    front::journal_meta(&mut sheet);
    meta(&mut sheet);
    sheet.close();
    if plan.options.form == Form::Single {
        (0..plan.issue.articles.len()).for_each(|index| article::part(plan, index, &mut sheet));
    }
    File::new("issue.xml", sheet.w.finish() + "\n")
}

fn meta(sheet: &mut Sheet<'_>) {
    sheet.open("article-meta", &[]);
    front::identifier(None, sheet);
    idle_departments(sheet);
    no_headline(sheet);
    front::issue(sheet);
    pages(sheet);
    source::write(sheet);
    rights::write(sheet);
    if sheet.plan.options.form == Form::Folder {
        (0..sheet.plan.issue.articles.len()).for_each(|index| related_article(index, sheet));
    }
    custom_meta(sheet);
    sheet.close();
}

/// An issue has no headline: its name is `journal-title`, and `issue-title` where it has one of its own. The
/// Publishing tag set demands the element, not that there be words in it.
fn no_headline(sheet: &mut Sheet<'_>) {
    sheet.w.start("title-group", &[]);
    sheet.w.empty("article-title", &[]);
    sheet.close();
}

/// Departments that no article names: nowhere else would their names stand.
fn idle_departments(sheet: &mut Sheet<'_>) {
    let issue = sheet.plan.issue;
    let named: BTreeSet<&str> =
        issue.articles.iter().filter_map(|article| article.department.as_deref()).collect();
    let idle = issue
        .departments
        .iter()
        .filter(|department| !named.contains(department.id.as_str()) && !clean(&department.name).is_empty());
    let idle: Vec<_> = idle.collect();
    if idle.is_empty() {
        return;
    }
    sheet.open("article-categories", &[]);
    for department in idle {
        sheet.w.start("subj-group", &[("subj-group-type", "department")]);
        sheet.field("subject", &[], Some(&department.name));
        sheet.field("subject", &[("content-type", "subtitle")], department.subtitle.as_deref());
        sheet.close();
    }
    sheet.close();
}

fn pages(sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    let numbers = || plan.issue.pages.iter().map(|page| plan.page_label(page.number));
    sheet.field("fpage", &[], numbers().next().as_deref());
    sheet.field("lpage", &[], numbers().nth_back(0).filter(|_| plan.issue.pages.len() > 1).as_deref());
}

fn related_article(index: usize, sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    let article = &plan.issue.articles[index];
    let href = format!("{}.xml", plan.keys[index]);
    let page = article.pages.first().map(|&page| plan.page_label(page));
    let mut attributes = vec![
        ("related-article-type", "in-this-issue"),
        ("ext-link-type", "uri"),
        ("xlink:href", href.as_str()),
    ];
    attributes.extend(page.as_deref().map(|page| ("page", page)));
    let title = clean(&article.title());
    if title.is_empty() {
        sheet.w.empty("related-article", &attributes);
        sheet.w.line();
        return;
    }
    sheet.w.start("related-article", &attributes);
    sheet.w.element("article-title", &[], &title);
    sheet.close();
}

/// What JATS has no element for: running number, persons of the issue, source, furniture.
fn custom_meta(sheet: &mut Sheet<'_>) {
    let issue = sheet.plan.issue;
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: &str| facts.push((name.to_owned(), clean(value)));
    add("whole-number", issue.metadata.whole_number.as_deref().unwrap_or_default());
    issue.metadata.contributors.iter().for_each(|contributor| add("contributor", contributor));
    add("source", issue.source.name.as_deref().unwrap_or_default());
    if sheet.plan.options.furniture == FurnitureMeta::Keep {
        facts.extend(furniture(sheet.plan));
    }
    facts.retain(|(_, value)| !value.is_empty());
    if facts.is_empty() {
        return;
    }
    sheet.open("custom-meta-group", &[]);
    for (name, value) in facts {
        sheet.w.start("custom-meta", &[]);
        sheet.w.element("meta-name", &[], &name);
        sheet.w.element("meta-value", &[], &value);
        sheet.close();
    }
    sheet.close();
}

fn furniture(plan: &Plan<'_>) -> Vec<(String, String)> {
    let name = |item: &backissue_model::Furniture| {
        let page = item.provenance.places.iter().find_map(Place::sheet);
        let page = page.map(|page| format!(" on page {}", plan.page_label(page))).unwrap_or_default();
        format!("{}{page}", item.kind.name())
    };
    plan.issue.furniture.iter().map(|item| (name(item), clean(&item.text))).collect()
}
