// Uses a report as a hand would, and leaves what does not answer in the attribute data-failed of the root element.
"use strict";
addEventListener("load", () => {
  const failed = [];
  const expect = (what, holds) => { if (!holds) failed.push(what); };
  const one = (selector) => document.querySelector(selector);
  const send = (element, type) => element?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const chosen = () => [...document.querySelectorAll(".card.chosen")].map((card) => card.id).join();

  const area = one("[data-owner=a2] .area");
  if (area) {
    send(area, "click");
    expect("a click on an area chooses its article", chosen() === "a2");
    expect("the chosen card has the focus", document.activeElement.id === "a2");
    send(area, "mouseover");
    const part = document.getElementById(area.dataset.piece);
    expect("an area and its part light up together", part.matches(".hot") && area.matches(".hot"));
    send(one(".marks .furniture .area"), "click");
    expect("a click on furniture opens its list", one("#furniture").matches(".open"));
  }
  send(one("#tab-articles"), "click");
  expect("a tab opens its list", one("#articles").matches(".open") && !one("#furniture").matches(".open"));
  one("#a1").focus();
  expect("an article with the focus is chosen", chosen() === "a1");
  press("ArrowDown");
  expect("an arrow key chooses the next article", chosen() === (one("#a2") ? "a2" : "a1"));
  press("o");
  expect("a key shows the headlines alone", document.documentElement.matches(".outline"));
  press("o");
  expect("nothing is loaded", performance.getEntriesByType("resource").length === 0);
  document.documentElement.dataset.failed = failed.join("; ");
});
