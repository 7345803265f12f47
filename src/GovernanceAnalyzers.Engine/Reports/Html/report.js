// What the report does beyond being read: tabs, filters, sorting, and finding what a link points at. All content is there without it.
(function () {
  'use strict';

  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var make = function (name, properties, text) {
    var element = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) { element.setAttribute(key, properties[key]); });
    if (text) { element.textContent = text; }
    return element;
  };

  // Tabs, as the ARIA authoring practices describe them: one stop for the tab key, arrows between them.
  all('[data-tabs]').forEach(function (container) {
    var panels = all('[data-tab]', container);
    var list = make('div', { role: 'tablist', 'class': 'tablist', 'aria-label': container.dataset.tabs });
    var tabs = panels.map(function (panel) {
      var tab = make('button', { type: 'button', role: 'tab', id: 'tab-' + panel.id, 'aria-controls': panel.id }, panel.dataset.tab);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      panel.select = function () { select(panels.indexOf(panel)); };
      list.appendChild(tab);
      return tab;
    });
    var select = function (index, focus) {
      tabs.forEach(function (tab, i) {
        tab.setAttribute('aria-selected', String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
        panels[i].hidden = i !== index;
      });
      if (focus) { tabs[index].focus(); }
    };
    list.addEventListener('click', function (event) {
      var index = tabs.indexOf(event.target);
      if (index >= 0) { select(index); }
    });
    list.addEventListener('keydown', function (event) {
      var at = tabs.indexOf(document.activeElement);
      var to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined || at < 0) { return; }
      event.preventDefault();
      select((to + tabs.length) % tabs.length, true);
    });
    container.insertBefore(list, panels[0]);
    select(0);
  });

  // The legend of each tab chooses which states are listed. First those that somebody has to look at, where there are any.
  all('.tab').forEach(function (tab) {
    var rows = all('.ctl', tab);
    var showing = make('p', { 'class': 'showing', role: 'status' });
    var buttons = all('.legend li', tab).map(function (item) {
      var button = make('button', { type: 'button', 'data-state': item.dataset.state });
      button.appendChild(item.firstElementChild);
      item.insertBefore(button, item.firstChild);
      return button;
    });
    var isOn = function (button) { return button.getAttribute('aria-pressed') === 'true'; };
    var apply = function () {
      var on = buttons.filter(isOn).map(function (button) { return button.dataset.state; });
      rows.forEach(function (row) {
        row.hidden = !row.dataset.states.split(' ').some(function (state) { return on.indexOf(state) >= 0; });
      });
      all('.ctls', tab).forEach(function (group) {
        group.hidden = !all('.ctl', group).some(function (row) { return !row.hidden; });
      });
      showing.textContent = rows.filter(function (row) { return !row.hidden; }).length + ' of ' + rows.length + ' listed';
    };
    var needs = ['fail', 'waived', 'baselined'];
    var any = rows.some(function (row) { return row.classList.contains('needs'); });
    buttons.forEach(function (button) {
      button.setAttribute('aria-pressed', String(!any || needs.indexOf(button.dataset.state) >= 0));
      button.addEventListener('click', function () {
        button.setAttribute('aria-pressed', String(!isOn(button)));
        apply();
      });
    });
    if (buttons.length) {
      tab.insertBefore(showing, tab.querySelector('.grid'));
      apply();
    }
    tab.showAll = function () {
      buttons.forEach(function (button) { button.setAttribute('aria-pressed', 'true'); });
      apply();
    };
  });

  // Findings.
  var form = document.querySelector('.filters');
  var clear = function () {};
  if (form) {
    var body = document.querySelector('.finds tbody');
    var rows = all('.fi');
    var count = document.querySelector('.count');
    var lists = ['system', 'control', 'clause'];
    var fields = ['q', 'status', 'severity', 'rule', 'owner', 'system', 'control', 'clause', 'path'];
    var texts = null;
    var field = function (name) { return form.elements[name]; };

    var apply = function () {
      var tests = [];
      fields.forEach(function (name) {
        var input = field(name);
        var value = input ? input.value.trim() : '';
        if (!value) { return; }
        if (name === 'q' || name === 'path') {
          texts = texts || rows.map(function (row) {
            return { q: row.textContent.toLowerCase(), path: row.querySelector('.where').textContent.toLowerCase() };
          });
          var words = name === 'q' ? value.toLowerCase().split(/\s+/) : [value.toLowerCase()];
          tests.push(function (row, i) { return words.every(function (word) { return texts[i][name].indexOf(word) >= 0; }); });
        } else if (lists.indexOf(name) >= 0) {
          var number = ' ' + input.selectedIndex + ' ';
          tests.push(function (row) { return (' ' + (row.dataset[name] || '') + ' ').indexOf(number) >= 0; });
        } else {
          tests.push(function (row) { return row.dataset[name] === value; });
        }
      });
      var shown = 0;
      rows.forEach(function (row, i) {
        var fits = tests.every(function (test) { return test(row, i); });
        if (row.hidden === fits) { row.hidden = !fits; }
        shown += fits ? 1 : 0;
      });
      count.textContent = tests.length === 0
        ? rows.length + (rows.length === 1 ? ' finding' : ' findings')
        : shown + ' of ' + rows.length + (rows.length === 1 ? ' finding' : ' findings');
    };

    var write = function () {
      var query = fields.filter(function (name) { return field(name) && field(name).value.trim(); })
        .map(function (name) { return name + '=' + encodeURIComponent(field(name).value.trim()); }).join('&');
      history.replaceState(null, '', query ? '#findings?' + query : '#findings');
    };

    var read = function (query) {
      form.reset();
      query.split('&').forEach(function (part) {
        var at = part.indexOf('=');
        var input = at > 0 && fields.indexOf(part.slice(0, at)) >= 0 ? field(part.slice(0, at)) : null;
        if (!input) { return; }
        var value;
        try { value = decodeURIComponent(part.slice(at + 1)); } catch (error) { return; }
        input.value = value;
        if (input.selectedIndex === -1) { input.value = ''; }
      });
      apply();
    };

    clear = function () { form.reset(); apply(); };
    var waiting = 0;
    form.addEventListener('input', function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () { apply(); write(); }, 80);
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(function () { apply(); write(); }, 0); });

    var rank = { status: ['blocks', 'open', 'waived', 'suppressed', 'baselined'], severity: ['error', 'warning', 'suggestion'] };
    var key = {
      status: function (row) { return rank.status.indexOf(row.dataset.status); },
      severity: function (row) { return rank.severity.indexOf(row.dataset.severity); },
      rule: function (row) { return row.dataset.rule; },
      place: function (row) { return Number(row.dataset.n); },
      owner: function (row) { return row.dataset.owner === '-' ? '\uffff' : row.dataset.owner; }
    };
    var heads = all('.finds th[data-sort]');
    heads.forEach(function (head) {
      var button = make('button', { type: 'button' }, head.textContent);
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        var of = key[head.dataset.sort];
        var sorted = rows.map(function (row) { return { row: row, key: of(row), n: Number(row.dataset.n) }; });
        sorted.sort(function (a, b) {
          var order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (down ? -order : order) || a.n - b.n;
        });
        var fragment = document.createDocumentFragment();
        sorted.forEach(function (item) { fragment.appendChild(item.row); });
        body.appendChild(fragment);
      });
    });

    all('a[data-filter]').forEach(function (link) { link.href = '#findings?' + link.dataset.filter; });
  }

  // What a link points at is made visible: its tab chosen, its filter lifted, its details opened.
  var reveal = function (id) {
    var target = id && document.getElementById(id);
    if (!target) { return; }
    for (var at = target; at && at !== document.body; at = at.parentElement) {
      if (at.select) { at.select(); }
      if (at.localName === 'details' && (at !== target || at.classList.contains('ctl'))) { at.open = true; }
    }
    if (target.classList.contains('ctl') && target.hidden) { target.closest('.tab').showAll(); }
    if (target.classList.contains('fi')) {
      if (target.hidden) { clear(); }
      target.querySelector('details').open = true;
    }
    target.scrollIntoView();
    var focus = target.classList.contains('ctl') || target.classList.contains('fi') ? target.querySelector('summary') : target;
    focus.focus({ preventScroll: true });
  };

  var follow = function () {
    var hash = location.hash.slice(1);
    if (hash.indexOf('findings?') === 0 && form) {
      read(hash.slice('findings?'.length));
      document.getElementById('findings').scrollIntoView();
    } else {
      reveal(hash);
    }
  };

  document.addEventListener('click', function (event) {
    var tile = event.target.closest ? event.target.closest('[data-go]') : null;
    if (tile) { location.hash = tile.dataset.go; reveal(tile.dataset.go); return; }
    // A link to where the address already points changes nothing there, and is meant all the same.
    var link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
    if (link && link.getAttribute('href') === location.hash) { follow(); }
  });
  window.addEventListener('hashchange', follow);
  if (location.hash) { follow(); }

  // Paper shows what matters opened, as far as it is not too much.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    var many = document.body.classList.contains('many');
    opened = all('details:not([open])').filter(function (details) {
      return details.closest('.fi') ? !many : details.closest('.std') ? false : !details.classList.contains('ctl') || details.classList.contains('needs');
    });
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (details) { details.open = false; });
  });
}());
