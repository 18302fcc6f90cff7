/* One script for all our blocks: it sends forms, puts the server's HTML in place, and loses nothing that was typed.
   The server writes all HTML and words; this file knows no block by name. Classic script: the platform looks for a
   global function, hands an element that may be jQuery's, and may call it again on the same element. */
function DataideBlock(runtime, element, args) {
  'use strict';
  var root = element.jquery ? element[0] : element;
  var words = (args && args.words) || {};
  var drawer = 'dataide:' + ((args && args.drawer) || '') + ':';
  var KEEP = 14 * 24 * 3600 * 1000; // a draft left on a shared computer goes after two weeks

  function all(selector, within) { return Array.prototype.slice.call((within || root).querySelectorAll(selector)); }
  function one(selector, within) { return (within || root).querySelector(selector); }
  function write(node, text) { if (node && node.textContent !== text) { node.textContent = text; } }

  // What this device keeps: drafts, and keys that open what was sent without a name. A private window may refuse.
  function kept(name) {
    try { return JSON.parse(localStorage.getItem(drawer + name)); } catch (e) { return null; }
  }
  function shared() { try { return localStorage.getItem('dataide-shared') === 'yes'; } catch (e) { return true; } }
  function share(yes) { // a shared computer keeps the fact that it is one, and nothing else
    try { localStorage.setItem('dataide-shared', yes ? 'yes' : 'no'); } catch (e) { return; }
    if (yes) { names('').forEach(function (name) { localStorage.removeItem(drawer + name); }); }
  }
  function names(start) {
    try { return Object.keys(localStorage).filter(function (key) { return key.indexOf(drawer + start) === 0; }).map(function (key) { return key.slice(drawer.length); }); } catch (e) { return []; }
  }
  function keep(name, value) {
    if (value !== null && shared()) { return false; }
    try {
      if (value === null) { localStorage.removeItem(drawer + name); } else { localStorage.setItem(drawer + name, JSON.stringify(value)); }
      return true;
    } catch (e) { return false; }
  }
  function draftName(field) { return 'draft:' + field.form.getAttribute('data-handler') + ':' + field.name; }

  function draft(field) {
    clearTimeout(field.pause);
    field.pause = 0;
    if (!root.contains(field)) { return; }
    keep(draftName(field), field.value.trim() ? {text: field.value, at: Date.now()} : null);
    count(field);
  }

  function dress(part) {
    all('textarea[data-draft]', part).forEach(function (field) {
      var old = kept(draftName(field));
      if (old && Date.now() - old.at > KEEP) { keep(draftName(field), null); old = null; }
      if (old) { field.value = old.text; }
      count(field);
    });
    all('[data-needs]', part).forEach(function (form) {
      var keys = kept(form.getAttribute('data-needs')) || [];
      form.hidden = !keys.length;
      if (keys.length) { one('[name="' + form.getAttribute('data-needs') + '"]', form).value = keys[keys.length - 1]; }
    });
    all('form', part).forEach(unfold);
    if (root.dataideSaver) { root.dataideSaver.dress(part); }
  }

  function unfold(form) {
    all('[data-when]', form).forEach(function (node) {
      var rule = node.getAttribute('data-when').split('=');
      node.hidden = !one('[name="' + rule[0] + '"][value="' + rule[1] + '"]:checked', form);
    });
  }

  function count(field) {
    var line = one('[data-left]', field.form), most = Number(field.getAttribute('data-most'));
    if (!line || !most) { return; }
    var left = most - Array.from(field.value.trim()).length;
    write(line, (left < 0 ? words.over : words.left).replace('{n}', Math.abs(left)) + (kept(draftName(field)) ? ' · ' + words.kept : ''));
  }

  function status(form) { return one('[role=status]', form.closest('[data-part]') || root); }

  function complain(form, text, name, again) {
    var line = one('[data-error]', form), field = name && form.elements[name];
    if (!line) { return; }
    write(line, text);
    line.hidden = false;
    line.id = line.id || drawer + form.getAttribute('data-handler') + all('form').indexOf(form);
    if (field && field.length && !field.options) { field = field[0]; }
    if (again) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'dataide__button';
      button.textContent = words.retry;
      button.onclick = again;
      line.appendChild(button);
      button.focus();
    } else if (field && field.type !== 'hidden' && field.focus) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', line.id);
      field.focus();
    } else {
      line.tabIndex = -1;
      line.focus();
    }
  }

  function forgive(form) {
    all('[data-error]', form).forEach(function (line) { line.hidden = true; write(line, ''); });
    all('[aria-invalid]', form).forEach(function (field) { field.removeAttribute('aria-invalid'); });
  }

  function collect(form, button) {
    var data = {}, op = one('[data-op]', form);
    if (op && !op.value) { op.value = root.dataideSaver.random(); } // the same if it is sent again
    all('input, select, textarea', form).forEach(function (field) {
      if (field.name && !(/radio|checkbox/.test(field.type) && !field.checked) && !field.closest('[hidden]')) { data[field.name] = field.value; }
    });
    if (button && button.name) { data[button.name] = button.value; }
    all('[data-file]', form).forEach(function (field) { data[field.getAttribute('data-file')] = field.text || ''; });
    return data;
  }

  function post(handler, data) {
    return $.ajax({
      type: 'POST',
      url: runtime.handlerUrl(element, handler),
      data: JSON.stringify(data),
      contentType: 'application/json',
      dataType: 'json',
      timeout: 20000
    });
  }

  /* A button pressed while a cell is still on its way acts on what is typed, not on what was kept before. */
  function send(form, button) {
    if (form.sending) { form.next = button || form.next; return; } // a second tap waits for the first
    forgive(form);
    form.sending = true;
    if (!root.dataideSaver) { carry(form, button); return; }
    root.dataideSaver.whenSaved(function (open) {
      if (!open || !form.hasAttribute('data-whole')) { carry(form, button); return; }
      form.sending = false;
      form.next = null;
      complain(form, open === 'away' ? words.offline : words.unsettled);
    });
  }

  function carry(form, button) {
    var data = collect(form, button), waiting = setTimeout(function () { write(status(form), words.sending); }, 1000);
    post(form.getAttribute('data-handler'), data).always(function () {
      clearTimeout(waiting);
      write(status(form), '');
      form.sending = false;
    }).done(function (told) {
      var next = form.next;
      form.next = null;
      if (next && next !== button) { send(form, next); } else { receive(form, told); }
    }).fail(function (reply) {
      var told = reply.responseJSON, known = told && told.error;
      form.next = null;
      complain(form, known || (reply.status ? words.failed : words.offline), told && told.field, known && reply.status < 500 ? null : function () { send(form, button); });
    });
  }

  function receive(form, told) {
    var into = told.part || form.getAttribute('data-into');
    var part = (into && one('[data-part="' + into + '"]')) || form.closest('[data-part]');
    all('textarea[data-draft]', form).forEach(function (field) { keep(draftName(field), null); });
    Object.keys(told.keep || {}).forEach(function (name) { keep(name, (kept(name) || []).concat(told.keep[name])); });
    (told.drop || []).forEach(function (name) { keep(name, (kept(name) || []).slice(0, -1)); });
    if (told.file) { download(told.file); }
    if (told.done && runtime.notify) { runtime.notify('save', {state: 'start'}); runtime.notify('save', {state: 'end'}); }
    if (!told.html || !part) { return; }
    var fresh = place(part, told.html), line = told.focus ? document.getElementById(told.focus) : one('[role=status]', fresh);
    if (told.focus && line) { line.focus(); } else if (line) { line.focus({preventScroll: !!line.textContent}); }
  }

  function drawn(html) { return $($.parseHTML(html.trim()))[0]; } // parseHTML drops scripts
  function place(part, html) {
    var fresh = drawn(html);
    part.parentNode.replaceChild(fresh, part);
    dress(fresh);
    return fresh;
  }

  function readFile(field) { // a file of ours is text; the server says what is wrong with it
    var reader = new FileReader(), file = field.files[0];
    field.text = '';
    reader.onload = function () { field.text = String(reader.result); };
    if (file) { reader.readAsText(file.slice(0, 600000)); }
  }

  function download(file) {
    var raw = atob(file.base64), bytes = new Uint8Array(raw.length), link = document.createElement('a');
    for (var i = 0; i < raw.length; i++) { bytes[i] = raw.charCodeAt(i); }
    link.href = URL.createObjectURL(new Blob([bytes], {type: file.type}));
    link.download = file.name;
    link.target = '_self';
    root.appendChild(link);
    link.click();
    root.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function listen(name, act, capture) {
    root.addEventListener(name, function (event) { try { act(event); } catch (e) { broken(e); } }, !!capture);
  }
  function broken(error) {
    var note = document.createElement('p');
    note.className = 'dataide__note';
    note.textContent = words.broken || String(error);
    (one('.dataide') || root).appendChild(note);
  }

  try {
    if (!root.dataideReady) { // one set of listeners, however often the page is initialised
      root.dataideReady = true;
      listen('submit', function (event) {
        var form = event.target;
        if (!form.hasAttribute('data-handler')) { return; }
        event.preventDefault();
        send(form, event.submitter || form.clicked);
        form.clicked = null;
      });
      listen('click', function (event) {
        var button = event.target.closest('button');
        if (button && button.form && button.type === 'submit') { button.form.clicked = button; } // for browsers without submitter
        if (button && button.hasAttribute('data-cancel') && runtime.notify) { runtime.notify('cancel', {}); }
      });
      listen('input', function (event) {
        var field = event.target;
        if (!field.hasAttribute('data-draft')) { return; }
        // Writing at each key would make the page bind handlers at each key; waiting for a pause would lose a fast hand's.
        field.pause = field.pause || setTimeout(function () { draft(field); }, 300);
      });
      listen('focusout', function (event) { if (event.target.pause) { draft(event.target); } });
      listen('change', function (event) {
        if (event.target.form) { unfold(event.target.form); }
        if (event.target.hasAttribute('data-file')) { readFile(event.target); }
      });
      if (typeof DataideSaving === 'function') {
        root.dataideSaver = DataideSaving({
          root: root, drawer: drawer, all: all, one: one, write: write, words: words, kept: kept, keep: keep, names: names, shared: shared,
          share: share, post: post, place: place, listen: listen, KEEP: KEEP, add: function (into, html) { into.appendChild(drawn(html)); }
        });
      }
      listen('toggle', function (event) {
        var form = event.target.open && event.target.hasAttribute('data-opening') && one('form', event.target);
        if (form && !event.target.opened) { event.target.opened = true; send(form); }
      }, true);
    }
    dress(root);
    if (root.dataideSaver) { root.dataideSaver.recover(); }
  } catch (e) { broken(e); }
}
