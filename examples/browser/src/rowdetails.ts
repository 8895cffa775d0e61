import { duration } from "./duration.ts";
import { h } from "./element.ts";
import { code, fields, named, type Field } from "./fields.ts";
import { whyNot } from "./guard.ts";
import { retryWords } from "./retrywords.ts";
import { rowProvider, statuses, type Row } from "./row.ts";
import { total, waits } from "./schedule.ts";
import {
  actionWords,
  categoryWords,
  certaintyWords,
  namespaceWords,
  outcomeWords,
  partyWords,
  scopeWords,
  severityWords,
} from "./words.ts";

/** rowDetails shows everything that the catalog holds on a row. */
export function rowDetails(row: Row): HTMLElement {
  return h(
    "div",
    { class: "row-details" },
    group("What it means", [
      ["Meaning", row.meaning],
      ["Note", row.note],
      ["Contradiction", row.contradiction],
      ["Reason", code(row.reason)],
    ]),
    group(
      "What it says",
      row.listed
        ? [["Nothing", "The provider lists the code, and no source settles what it means: the status decides."]]
        : says(row),
    ),
    h("div", {}, group("When it applies", conditions(row)), group("Source", sources(row))),
  );
}

function sources({ source }: Row): readonly Field[] {
  return [
    ["Document", source.title],
    ["Section", source.section],
    ["Where", source.where],
  ];
}

function group(title: string, list: readonly Field[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), fields(list));
}

function conditions(row: Row): readonly Field[] {
  return [
    ["Provider", rowProvider(row)],
    ["Kind", named(namespaceWords[row.namespace] ?? "", row.namespace)],
    ["Status", statuses(row)],
    ["Code", spellings(row)],
    ["Operation", row.operation?.join(", ")],
    ["Job step", row.step?.join(", ")],
    ["Text contains", quoted(row.match)],
    ["Text is", quoted(row.equals)],
    ["Text lacks", quoted(row.unless)],
    ["Text form", row.form === "named_id" ? "<user:id> not valid, with any name of an id" : row.form],
    ["Source has", quoted(row.source_is)],
    ["error.code", row.subcode],
    ["success", row.success === undefined ? undefined : String(row.success)],
  ];
}

function spellings(row: Row): string | undefined {
  if (row.no_code) {
    return "null";
  }
  return row.spellings === undefined ? row.code : `${row.code}, also spelled ${row.spellings.join(", ")}`;
}

function quoted(texts: readonly string[] | undefined): string | undefined {
  return texts?.map((text) => `“${text}”`).join(" or ");
}

function says(row: Row): readonly Field[] {
  const category = row.category === undefined || row.category === "none" ? undefined : row.category;
  return [
    ["Outcome", row.outcome && outcomeWords[row.outcome]],
    ["Category", category && named(categoryWords[category], category)],
    ["Whose fault", category && row.party && named(partyWords[row.party], row.party)],
    ["What to do", actions(row)],
    ["Retry", retrying(row)],
    ["Severity", row.severity && named(severityWords[row.severity], row.severity)],
    ["Scope", row.scope && named(scopeWords[row.scope], row.scope)],
    ["Certainty", row.certainty && named(certaintyWords[row.certainty], row.certainty)],
    ["May also be", row.alternatives?.join(", ")],
    ["gRPC code", row.grpc_code && code(row.grpc_code)],
  ];
}

function actions(row: Row): HTMLElement | undefined {
  const list = (row.actions ?? []).map((action) => h("li", {}, named(actionWords[action], action)));
  return list.length === 0 ? undefined : h("ol", {}, ...list);
}

function retrying(row: Row): HTMLElement | undefined {
  if (row.retry === undefined || row.outcome === "ok") {
    return undefined;
  }
  const { retry } = row;
  const { answer, more } = retryWords(retry, whyNot(row));
  const list = waits(retry);
  const times = !retry.automatic || list.length === 0 ? "" : `, within ${duration(total(list))}`;
  return named(`${answer.charAt(0).toLowerCase()}${answer.slice(1)}: ${more}${times}`, retry.policy);
}
