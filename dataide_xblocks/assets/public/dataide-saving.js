/* What is typed in a cell is kept: on this device at once, on the server when the person stops or leaves the cell.
   Nothing is dropped from the device before the server has confirmed that very text. `host` is given by dataide.js. */
function DataideSaving(host) {
  'use strict';
  var all = host.all, one = host.one, write = host.write, words = host.words;
  var LOCAL = 300, IDLE = 1500, LONGEST = 5000, AGAIN = [3000, 8000, 20000, 30000]; // milliseconds
  var queue = [], busy = false, failed = 0, waiting = null, trouble = '', waiters = [];

  function cells(part) { return all('[data-cell]', part); }
  function field(cell) { return cell.closest('[data-save]'); }
  function row(cell) { return cell.closest('[data-row]'); }
  function name(cell) { return 'cell:' + field(cell).getAttribute('data-save') + '|' + row(cell).getAttribute('data-row') + '|' + cell.getAttribute('data-cell'); }
  function find(key) {
    return cells(host.root).filter(function (cell) { return name(cell) === key; })[0];
  }
  function value(cell) {
    if (cell.tagName !== 'FIELDSET') { return cell.value; }
    return all('input:checked', cell).map(function (box) { return box.value; }).join(' ');
  }
  function put(cell, text) {
    if (cell.tagName !== 'FIELDSET') { if (cell.value !== text) { cell.value = text; } return; }
    all('input', cell).forEach(function (box) { box.checked = text.split(' ').indexOf(box.value) >= 0; });
  }
  function held(cell) { return cell.contains(document.activeElement); }
  function random() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.from(bytes, function (n) { return ('0' + n.toString(16)).slice(-2); }).join('');
  }

  /* The browser writes its local storage to disk up to five seconds late; a killed one would lose them. So each text
     also goes to its database, which is written at once, and comes back from there. */
  var opened = null;
  function disk(act) {
    if (opened === false || !window.indexedDB) { return; }
    if (opened) { act(opened); return; }
    try {
      var asked = indexedDB.open('dataide', 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore('kept'); };
      asked.onsuccess = function () { opened = asked.result; act(opened); };
      asked.onerror = function () { opened = false; };
    } catch (e) { opened = false; } // a private window may refuse
  }
  function keep(key, entry) {
    host.keep(key, entry);
    if (entry && host.shared()) { return; }
    disk(function (base) {
      try {
        var table = base.transaction('kept', 'readwrite', {durability: 'strict'}).objectStore('kept');
        if (entry) { table.put(entry, host.drawer + key); } else { table.delete(host.drawer + key); }
      } catch (e) { opened = false; }
    });
  }
  function each(act, end) {
    disk(function (base) {
      var asked = base.transaction('kept').objectStore('kept').openCursor();
      asked.onsuccess = function () {
        var at = asked.result;
        if (!at) { end(); return; }
        if (String(at.key).indexOf(host.drawer + 'cell:') === 0) { act(String(at.key).slice(host.drawer.length), at.value); }
        at.continue();
      };
    });
  }
  function recover() {
    each(found, function () { cells(host.root).forEach(restore); adrift(); });
  }
  function wipe() { each(function (key) { keep(key, null); }, function () {}); }
  function found(key, entry) {
    var near = host.kept(key);
    if (Date.now() - entry.at > host.KEEP || host.shared()) { keep(key, null); } else if (!near || near.at < entry.at) { host.keep(key, entry); }
  }

  // What is told: one line a field, in words.
  function say(cell, text, done) {
    var line = cell && one('[data-saved]', field(cell));
    write(line, text);
    if (line) { line.classList.toggle('dataide__status--waiting', !done); }
  }
  function complain(cell, text) {
    var line = one('[data-error]', cell.tagName === 'FIELDSET' ? cell : cell.parentNode);
    if (!line) { return; }
    write(line, text || '');
    line.hidden = !text;
    line.id = line.id || cell.id + '-error';
    if (cell.described === undefined) { cell.described = cell.getAttribute('aria-describedby') || ''; }
    if (text) { cell.setAttribute('aria-invalid', 'true'); } else { cell.removeAttribute('aria-invalid'); }
    cell.setAttribute('aria-describedby', (cell.described + (text ? ' ' + line.id : '')).trim());
  }
  function count(cell) {
    var line = cell.hasAttribute('data-words') && one('[data-count]', cell.parentNode);
    if (!line) { return; }
    var n = cell.value.split(/\s+/).filter(function (word) { return /[^\s!-\/:-@\[-`{-~«»–—…’]/.test(word); }).length;
    write(line, (n === 1 ? words.word : words.words).replace('{n}', n));
    line.classList.toggle('dataide-plan__over', n > Number(cell.getAttribute('data-words')));
  }

  // From the cell to the device, then to the queue.
  function touched(cell) {
    if (cell.seen === undefined) { cell.seen = Number(row(cell).getAttribute('data-seen')); }
    count(cell);
    cell.since = cell.since || Date.now();
    cell.local = cell.local || setTimeout(function () { local(cell); }, LOCAL); // not put off by the next key
    clearTimeout(cell.idle);
    cell.idle = setTimeout(function () { leave(cell); }, Math.max(0, Math.min(IDLE, cell.since + LONGEST - Date.now())));
  }
  function local(cell) {
    clearTimeout(cell.local);
    cell.local = 0;
    var text = value(cell), old = host.kept(name(cell));
    if (text === cell.was && !old) { cell.seen = undefined; return null; }
    if (old && old.value === text && !old.bad) { return old; }
    var entry = {value: text, seen: old && !old.bad ? old.seen : cell.seen, op: random(), at: Date.now()};
    keep(name(cell), entry);
    cell.entry = entry; // a shared computer keeps nothing: then this is all there is
    return entry;
  }
  function leave(cell) {
    clearTimeout(cell.idle);
    cell.since = 0;
    if (!host.root.contains(cell) || cell.seen === undefined) { return; }
    local(cell);
    enqueue(name(cell));
  }
  function enqueue(key) {
    if (queue.indexOf(key) < 0) { queue.push(key); }
    if (waiting) { say(find(key), trouble, false); }
    pump();
  }
  function entryOf(key) { var cell = find(key); return host.kept(key) || (cell && cell.entry) || null; }

  function pump() {
    if (busy || waiting || !queue.length) { return; }
    var key = queue[0], entry = entryOf(key), cell = find(key), path = key.slice(5).split('|');
    if (!entry || entry.bad) { queue.shift(); pump(); return; }
    busy = true;
    say(cell, words.sending, false);
    var data = {field: path[0], row: path[1], cell: path[2], value: entry.value, seen: entry.seen, op: entry.op};
    if (entry.sure) { data.sure = 'yes'; }
    host.post('save_cell', data).done(function (told) {
      failed = 0;
      queue.shift();
      settle(key, entry, told);
    }).fail(function (reply) {
      var told = reply.responseJSON, mine = reply.status === 400 || reply.status === 413; // only what was typed can change it
      if (told && told.error && mine) { queue.shift(); refuse(key, entry, told.error); } else { again(reply.status); }
    }).always(function () { busy = false; pump(); wake(); });
  }
  /* Call `go` once nothing is on its way: with "" when all is kept, "away" when the server cannot be reached, "asked"
     when a text waits for the person's choice. */
  function whenSaved(go) {
    cells(host.root).forEach(leave);
    waiters.push(go);
    wake();
  }
  function wake() {
    if (busy || (queue.length && !waiting)) { return; }
    var called = waiters, open = queue.length ? 'away' : cells(host.root).some(asked) ? 'asked' : '';
    waiters = [];
    called.forEach(function (go) { go(open); });
  }
  function asked(cell) { var entry = entryOf(name(cell)); return Boolean(entry && entry.bad); }
  function again(status) {
    trouble = status === 401 || status === 403 ? words.session : status ? words.failed : words.offline;
    queue.forEach(function (each) { say(find(each), trouble, false); });
    waiting = setTimeout(function () { waiting = null; if (host.root.isConnected) { pump(); } }, AGAIN[Math.min(failed++, AGAIN.length - 1)]);
  }
  /* Back on the network, or back from the tab where one signed in: at once, rather than at the next try. */
  function back() {
    if (!host.root.isConnected) { window.removeEventListener('online', back); window.removeEventListener('focus', back); return; }
    clearTimeout(waiting);
    waiting = null;
    pump();
  }
  function refuse(key, entry, text) {
    var cell = find(key);
    entry.bad = true;
    keep(key, entry);
    if (!cell) { return; }
    complain(cell, text);
    say(cell, words.kept, false);
  }
  function settle(key, entry, told) {
    var cell = find(key), now = entryOf(key);
    if (told.ask || told.conflict) { entry.bad = true; keep(key, entry); if (cell) { choose(cell, entry, told); } return; }
    if (now && now.op !== entry.op) { now.seen = told.revision; keep(key, now); enqueue(key); } else { keep(key, null); }
    if (!cell) { return; }
    complain(cell, '');
    say(cell, told.saved, true);
    if (now && now.op === entry.op) { cell.entry = null; cell.seen = undefined; cell.was = value(cell); }
    refresh(row(cell), told);
    tell(field(cell), told);
  }
  function refresh(line, told) {
    line.setAttribute('data-seen', told.revision);
    cells(line).forEach(function (cell) {
      var text = told.values[cell.getAttribute('data-cell')];
      if (text === undefined || host.kept(name(cell)) || cell.entry || held(cell) || value(cell) !== cell.was) { return; }
      put(cell, text);
      cell.was = value(cell);
      count(cell);
    });
  }
  function tell(part, told) {
    Object.keys(told.computed || {}).forEach(function (path) {
      var at = path.split(' ');
      write(one('[data-row="' + at[0] + '"] [data-computed="' + at[1] + '"]', part), told.computed[path] || '–');
    });
    var read = told.read && one('[data-read="' + part.getAttribute('data-save') + '"]');
    if (read) { host.place(read, told.read); }
  }

  // Two texts, or a text that points to a person: the person chooses.
  function choose(cell, entry, told) {
    var place = one('[data-conflict]', field(cell)), box;
    say(cell, words.kept, false);
    if (told.values) { row(cell).setAttribute('data-seen', told.revision); }
    place.textContent = '';
    host.add(place, told.ask || told.conflict);
    box = place.firstElementChild;
    box.theirs = told.values && told.values[cell.getAttribute('data-cell')];
    box.revision = told.revision;
    all('[data-keep]', box).forEach(function (button) { button.onclick = function () { chosen(cell, entry, box, button); }; });
    box.focus();
  }
  function chosen(cell, entry, box, button) {
    var way = button.getAttribute('data-keep'), key = name(cell);
    box.parentNode.removeChild(box);
    complain(cell, '');
    cell.focus();
    if (way === 'change') { return; }
    if (way === 'theirs') { put(cell, box.theirs); cell.was = value(cell); cell.seen = undefined; cell.entry = null; keep(key, null); say(cell, words.theirs, true); return; }
    if (way === 'without') { put(cell, button.getAttribute('data-text')); }
    if (way === 'both') { put(cell, box.theirs + '\n' + entry.value); }
    entry = {value: value(cell), seen: box.revision === undefined ? entry.seen : box.revision, op: random(), at: Date.now(), sure: way === 'sure'};
    cell.seen = entry.seen;
    cell.entry = entry;
    keep(key, entry);
    count(cell);
    if (way !== 'both') { enqueue(key); }
  }

  // What this device kept is put back in its cell and sent, whatever happened in between: the server never overwrites.
  function dress(part) {
    cells(part).forEach(function (cell) {
      if (cell.was !== undefined) { return; }
      cell.was = value(cell);
      restore(cell);
    });
    all('[data-shared]', part).forEach(function (box) { box.checked = host.shared(); });
  }
  function restore(cell) {
    var old = host.kept(name(cell));
    if (!old || value(cell) === old.value && cell.seen !== undefined) { return; }
    if (Date.now() - old.at > host.KEEP || old.value === cell.was) { keep(name(cell), null); return; }
    put(cell, old.value);
    cell.seen = old.seen;
    count(cell);
    say(cell, words.found, false);
    if (old.bad) { old.bad = false; keep(name(cell), old); } // sent again under its name: the same question comes back
    enqueue(name(cell));
  }
  /* A text whose row is not on the page any more (a colleague removed it) is sent too: the server puts the row back. */
  function adrift() {
    var shown = all('[data-save]').map(function (part) { return part.getAttribute('data-save'); });
    host.names('cell:').forEach(function (key) {
      if (!find(key) && shown.indexOf(key.slice(5).split('|')[0]) >= 0) { enqueue(key); }
    });
  }

  host.listen('input', function (event) {
    var cell = event.target.closest('[data-cell]');
    if (cell) { touched(cell); }
  });
  host.listen('change', function (event) {
    var cell = event.target.closest('[data-cell]');
    if (event.target.hasAttribute('data-shared')) { host.share(event.target.checked); if (event.target.checked) { wipe(); } }
    if (cell) { touched(cell); leave(cell); }
  });
  host.listen('focusout', function (event) {
    var cell = event.target.closest('[data-cell]');
    if (cell && cell.tagName !== 'FIELDSET') { leave(cell); }
  });
  window.addEventListener('online', back);
  window.addEventListener('focus', back);
  return {dress: dress, recover: recover, whenSaved: whenSaved, random: random};
}
