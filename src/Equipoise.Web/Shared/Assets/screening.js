// The answer of the pre-screen comes into the page that asks, so that going back leads to the answers and reloading sends nothing
// again. Without this script the page is sent and answered as any form is. It keeps nothing and asks nobody but this site.
(() => {
  "use strict";
  const main = document.getElementById("main");

  const answer = async (form) => {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    const heading = document.getElementById("outcome") ?? main.querySelector("[role=alert]") ?? main.querySelector("h1");
    if (heading.id === "outcome") {
      history.scrollRestoration = "manual";
      history.pushState(null, "", "#outcome");
    }
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  };

  main.addEventListener("submit", (event) => {
    if (!event.target.matches("form.questions")) {
      return;
    }
    event.preventDefault();
    const form = event.target;
    answer(form).catch(() => form.submit());
  });

  // Back from the answer are the questions, with what was said.
  addEventListener("popstate", () => (document.getElementById("questions") ?? main).scrollIntoView());
})();
