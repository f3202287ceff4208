// Loaded before Azurite (node --require). Azurite keeps what it knows about blobs in memory and writes it down every five seconds: killed in
// between, it forgets what it has acknowledged. The service that it stands for never does, so here every change is also appended to a
// journal before it is acknowledged, and a start applies to the last snapshot what came after it.
"use strict";

const fs = require("fs");
const path = require("path");
const Loki = require("lokijs");

const LINE_FEED = "\n";

/** The journal of one database: files DATABASE.journal.N, of which a finished snapshot makes all but the newest superfluous. */
class Journal {
  constructor(database) {
    this.database = database;
    this.descriptor = undefined;
    this.number = Math.max(0, ...this.numbers()) + 1; // the last line of an older file may be torn
  }

  numbers() {
    const prefix = `${path.basename(this.database)}.journal.`;
    const folder = path.dirname(this.database);
    return fs.readdirSync(folder)
      .filter(name => name.startsWith(prefix))
      .map(name => Number(name.slice(prefix.length)))
      .sort((a, b) => a - b);
  }

  file(number) {
    return `${this.database}.journal.${number}`;
  }

  append(change) {
    try {
      this.descriptor ??= fs.openSync(this.file(this.number), "a");
      fs.writeSync(this.descriptor, JSON.stringify(change) + LINE_FEED);
    } catch (error) {
      // Whoever can't write down what happened must not acknowledge it. (Thrown, Loki would swallow it.)
      console.error(`azurite: ${this.file(this.number)} can't be written: ${error.message}`);
      process.exit(1);
    }
  }

  /** Begins a file for what the snapshot that is being taken does not contain; returns its number. */
  rotate() {
    if (this.descriptor !== undefined) {
      fs.closeSync(this.descriptor);
      this.descriptor = undefined;
    }
    return ++this.number;
  }

  forgetBefore(number) {
    this.numbers().filter(n => n < number).forEach(n => fs.unlinkSync(this.file(n)));
  }

  /** Every change in order. What follows the last line feed was not acknowledged. */
  *changes() {
    for (const number of this.numbers()) {
      const lines = fs.readFileSync(this.file(number), "utf8").split(LINE_FEED);
      for (const line of lines.slice(0, -1)) {
        yield JSON.parse(line);
      }
    }
  }
}

function applyTo(snapshot, changes) {
  const collections = new Map(snapshot.collections.map(c => [c.name, { collection: c, documents: new Map(c.data.map(d => [d.$loki, d])) }]));
  for (const { name, id, document } of changes) {
    const target = collections.get(name);
    if (document === undefined) {
      target.documents.delete(id);
    } else {
      target.documents.set(id, document);
      target.collection.maxId = Math.max(target.collection.maxId ?? 0, id);
    }
  }
  for (const { collection, documents } of collections.values()) {
    collection.data = [...documents.values()];
  }
}

const journals = new Map();

function journalOf(database) {
  if (!journals.has(database)) {
    journals.set(database, new Journal(database));
  }
  return journals.get(database);
}

const { addCollection, loadJSONObject } = Loki.prototype;

Loki.prototype.addCollection = function (name, options) {
  const collection = addCollection.call(this, name, options);
  const journal = journalOf(this.filename);
  const keep = document => journal.append({ name, id: document.$loki, document });
  collection.on("insert", keep);
  collection.on("update", keep);
  collection.on("delete", document => journal.append({ name, id: document.$loki }));
  return collection;
};

Loki.prototype.loadJSONObject = function (snapshot, options) {
  applyTo(snapshot, journalOf(this.filename).changes());
  loadJSONObject.call(this, snapshot, options);
  this.collections.forEach(collection => collection.ensureAllIndexes(true));
};

const { saveDatabase } = Loki.LokiFsAdapter.prototype;

Loki.LokiFsAdapter.prototype.saveDatabase = function (database, text, callback) {
  const journal = journalOf(database);
  const newest = journal.rotate();
  saveDatabase.call(this, database, text, error => {
    if (!error) {
      journal.forgetBefore(newest);
    }
    callback(error);
  });
};
