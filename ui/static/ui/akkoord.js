// Comfort only: every page works without this file.
(() => {
  "use strict";
  const sent = new WeakSet();

  // A second click sends nothing twice; the button says that it heard the first.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) { event.preventDefault(); return; }
    sent.add(form);
    const button = event.submitter;
    if (button) button.setAttribute("aria-disabled", "true");
    if (form.querySelector('input[type="file"]')) showUpload(form, event);
  });

  // Coming back with the browser's own button makes a form usable again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll('button[aria-disabled="true"]').forEach((button) => {
      button.removeAttribute("aria-disabled");
      if (button.form) sent.delete(button.form);
    });
  });

  // "/" goes to the search, other keys to what carries them (n: new note); never while typing.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return closeMenus(null);
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const goal = [...document.querySelectorAll("[data-shortcut]")].find((item) => item.dataset.shortcut === event.key);
    if (!goal) return;
    event.preventDefault();
    if (goal.matches("input")) goal.focus(); else goal.click();
  });

  // A menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    if (event.target.matches("dialog")) event.target.close();
  });

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu === except) return;
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held && !except) menu.querySelector("summary").focus();
    });
  }

  // On a phone the page one is on stands in sight among the tabs.
  document.querySelectorAll(".portal-nav [aria-current], .tabs [aria-current]").forEach((here) => {
    const list = here.closest("ul"), box = list.getBoundingClientRect(), mine = here.getBoundingClientRect();
    list.scrollLeft += mine.left - box.left - (box.width - mine.width) / 2;
  });

  // What went wrong is read first.
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();

  // A large file shows how far it is; the answer is then shown as if the browser had sent it.
  function showUpload(form, event) {
    const size = [...form.querySelectorAll('input[type="file"]')].flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);
    if (size < 1048576 || !window.XMLHttpRequest) return;
    event.preventDefault();
    const bar = document.createElement("progress");
    bar.className = "upload";
    bar.max = 100;
    bar.setAttribute("aria-label", form.dataset.uploading || "Bezig met versturen");
    form.append(bar);
    const call = new XMLHttpRequest();
    call.open("POST", form.action);
    call.upload.onprogress = (progress) => { bar.value = 100 * progress.loaded / progress.total; };
    call.onload = () => {
      window.history.replaceState(null, "", call.responseURL);
      document.open();
      document.write(call.responseText);
      document.close();
    };
    call.onerror = () => { bar.remove(); sent.delete(form); form.submit(); };
    call.send(new FormData(form, event.submitter));
  }
})();
