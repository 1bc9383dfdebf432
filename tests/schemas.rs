//! Front matter by JSON Schema: what is found, and at which bytes.

#![expect(clippy::unwrap_used, reason = "a site that cannot be checked stops the test")]

#[path = "schemas/files.rs"]
mod files;
#[path = "schemas/fixes.rs"]
mod fixes;
#[path = "schemas/forms.rs"]
mod forms;
#[path = "schemas/hostile.rs"]
mod hostile;
#[path = "schemas/site.rs"]
mod site;
#[path = "schemas/values.rs"]
mod values;
