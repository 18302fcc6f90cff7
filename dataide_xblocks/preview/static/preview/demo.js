/* The demonstration's own page: nothing here is needed to read it. */
(function () {
  "use strict";
  function cookie(name) {
    var found = document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)"));
    return found ? decodeURIComponent(found[1]) : "";
  }

  /* A menu open at a time; Escape closes it and gives the focus back. */
  var menus = document.querySelectorAll(".demo-menu");
  menus.forEach(function (menu) {
    menu.addEventListener("toggle", function () {
      if (menu.open) menus.forEach(function (other) { if (other !== menu) other.open = false; });
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    menus.forEach(function (menu) {
      if (menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });

  /* On a narrow screen the outline of the week is folded; on paper and on a wide one it is open. */
  if (window.matchMedia("(max-width: 60rem)").matches) {
    document.querySelectorAll("[data-closed-when-narrow]").forEach(function (part) { part.open = false; });
  }

  /* A page that stays open long enough is read. */
  var unit = document.querySelector("[data-seen]");
  if (unit) {
    window.setTimeout(function () {
      fetch(unit.dataset.seen, { method: "POST", headers: { "X-CSRFToken": cookie("csrftoken") } });
    }, 5000);
  }

  /* The frame grows with what it holds, as in the platform. */
  var frame = document.querySelector(".demo-frame");
  window.addEventListener("message", function (event) {
    if (!frame || event.source !== frame.contentWindow) return;
    if (event.data.type === "plugin.resize") frame.style.height = event.data.payload.height + "px";
    if ("offset" in event.data) window.scrollTo(0, frame.getBoundingClientRect().top + window.scrollY + event.data.offset);
  });

  /* When an author saves, the page comes back fresh, where it was. */
  var version = document.body.dataset.version;
  if (version) {
    window.setInterval(function () {
      if (document.hidden) return;
      fetch("/version").then(function (answer) { return answer.json(); }).then(function (now) {
        if (String(now.version) !== version) window.location.reload();
      }).catch(function () { /* the demonstration was stopped: nothing to refresh */ });
    }, 1000);
  }
})();
