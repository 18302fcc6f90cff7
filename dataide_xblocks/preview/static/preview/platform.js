/* What the platform's page offers to blocks: a runtime, the CSRF token, and the few names its own problem block expects. */
(function () {
  "use strict";
  function cookie(name) {
    var found = document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)"));
    return found ? decodeURIComponent(found[1]) : "";
  }
  $(document).ajaxSend(function (event, xhr, request) {
    if (request.type !== "GET") xhr.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
  });

  window.DemoRuntime = {
    handlerUrl: function (element, name, suffix, query) {
      var prefix = $(element).closest(".xblock").attr("data-handler-prefix");
      return prefix + name + (suffix ? "/" + suffix : "") + (query ? "?" + query : "");
    },
    children: function () { return []; },
    childMap: function () { return undefined; },
    /* Studio closes its editor and draws the unit again once a save has ended (contract 4.4.28). */
    notify: function (name, data) {
      if (name === "cancel" || (name === "save" && data && data.state === "end")) window.location.reload();
    }
  };

  /* For the problem block. Its messages are spoken in a live region, as the platform does. */
  var voice = $('<div class="sr" aria-live="polite"></div>').appendTo("body");
  window.SR = { readText: function (text) { voice.text(text); }, readTexts: function (all) { voice.text(all.join(" ")); } };
  window.Logger = { log: function () {}, listen: function () {} };
  window.MathJax = { Hub: { Queue: function () {}, getAllJax: function () { return []; } } };
  window.JavascriptLoader = { executeModuleScripts: function (element, done) { if (done) done(); } };
  window.Collapsible = { setCollapsibles: function () {} };
  $.postWithPrefix = function (url, data, done) { return $.post(url, data, done, typeof data === "function" ? undefined : "json"); };
  $.ajaxWithPrefix = $.ajax;

  window.edx = { StringUtils: {
    interpolate: function (text, values) {
      return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? String(values[name]).replace(/^(\d+)\.0$/, "$1") : whole; });
    }
  } };

  /* The problem block's template ends in a script, which jQuery would evaluate: the page's policy evaluates nothing. */
  $.globalEval = function () {};
})();
