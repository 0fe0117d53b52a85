// Words that only appear with JavaScript, in the two languages of the pages (`<html lang>` decides).
const words = {
  de: {
    chosen: "Gewählte Dateien",
    drop: "oder die Datei hierher ziehen",
    dropMany: "oder Dateien hierher ziehen",
    sending: (sent, total, percent) => `${sent} von ${total} übertragen (${percent} %)`,
    reading: "Übertragen. Die Datei wird jetzt aufgenommen …",
    cancel: "Abbrechen",
    cancelled: "Die Übertragung wurde abgebrochen. Was schon angekommen ist, wird verworfen.",
    lost: "Die Verbindung ist abgerissen. Was schon angekommen ist, wird verworfen. Bitte senden Sie die Datei noch einmal.",
    lostAfter: "Die Verbindung ist nach der Übertragung abgerissen. Laden Sie die Seite neu: Ist die Datei angekommen, steht sie unter „Diese Dateien warten noch“.",
    renewing: "Die Vorschau wird erneuert …",
    notRenewed: "Die Vorschau konnte nicht erneuert werden. Bitte wählen Sie „Vorschau erneuern“.",
    fetching: "Beispiele und erste Zeilen werden geholt …",
    fetched: "Beispiele und erste Zeilen sind da.",
    notFetched: "Das hat nicht geklappt. Bitte wählen Sie den Link.",
    checking: "Das System wird gefragt …",
    notChecked: "Die Prüfung hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
    seconds: (count) => `(${count} Sekunden)`,
    asking: "Die Antwort wird berechnet …",
    askingCancelled: "Abgebrochen. Ihre Abfrage steht unverändert da.",
    narrow: (count) => `In ${count} Einträgen suchen`,
    narrowed: (left, count) => `${left} von ${count} Einträgen`,
    copied: "Kopiert",
    notCopied: "Kopieren ist hier nicht möglich. Bitte markieren Sie den Text.",
    passkeyCancelled: "Abgebrochen, oder das Gerät hat keinen passenden Passkey. Bitte versuchen Sie es noch einmal.",
    passkeyKnown: "Dieses Gerät hat schon einen Passkey für Ihr Konto.",
    passkeyFailed: "Das hat auf diesem Gerät nicht geklappt. Melden Sie sich mit dem Kennwort an.",
    editor: "SQL. Strg und Eingabe führt aus. Escape, dann Tabulator verlässt das Feld.",
    mapLoading: "Die Karte wird geladen …",
    mapFailed: "Die Karte kann hier nicht gezeigt werden. Die Zeilen stehen in der Tabelle.",
    mapSeen: (all, shown, together) => {
      const number = (count) => count.toLocaleString("de");
      if (all === 0) return "In diesem Ausschnitt liegt keine Zeile.";
      const here = all === 1 ? "Eine Zeile liegt in diesem Ausschnitt." : `${number(all)} Zeilen liegen in diesem Ausschnitt.`;
      const close = together > 0 ? ` Davon liegen ${number(together)} so dicht beieinander, dass sie erst beim Vergrößern einzeln zu sehen sind.` : "";
      const some = all - together > shown ? ` Die Liste zeigt ${number(shown)}.` : "";
      return here + close + some;
    },
    mapTogether: (count) => `${count.toLocaleString("de")} Zeilen liegen hier dicht beieinander.`,
    mapChosen: "Ausgewählt",
    mapShow: "Zeigen",
    mapNearer: "Vergrößern",
    mapToRow: "Zur Zeile in der Tabelle",
    mapControls: {
      "NavigationControl.ZoomIn": "Vergrößern",
      "NavigationControl.ZoomOut": "Verkleinern",
      "Map.Title": "Karte: Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern",
      "ScaleControl.Meters": "m",
      "ScaleControl.Kilometers": "km",
    },
    yes: "Ja",
    no: "Nein",
  },
  en: {
    chosen: "Chosen files",
    drop: "or drag the file here",
    dropMany: "or drag files here",
    sending: (sent, total, percent) => `${sent} of ${total} sent (${percent} %)`,
    reading: "Sent. The file is being received …",
    cancel: "Cancel",
    cancelled: "The transfer was cancelled. What has arrived is discarded.",
    lost: "The connection was lost. What has arrived is discarded. Please send the file again.",
    lostAfter: "The connection was lost after the transfer. Reload the page: if the file has arrived, it stands under “These files are still waiting”.",
    renewing: "The preview is being renewed …",
    notRenewed: "The preview could not be renewed. Please choose “Renew preview”.",
    fetching: "Examples and first rows are being fetched …",
    fetched: "Examples and first rows are there.",
    notFetched: "That did not work. Please choose the link.",
    checking: "The system is being asked …",
    notChecked: "The check did not work. Please try again.",
    seconds: (count) => `(${count} seconds)`,
    asking: "The answer is being computed …",
    askingCancelled: "Cancelled. Your query stands unchanged.",
    narrow: (count) => `Search ${count} entries`,
    narrowed: (left, count) => `${left} of ${count} entries`,
    copied: "Copied",
    notCopied: "Copying is not possible here. Please select the text.",
    passkeyCancelled: "Cancelled, or the device has no passkey that fits. Please try again.",
    passkeyKnown: "This device already has a passkey for your account.",
    passkeyFailed: "That did not work on this device. Sign in with your password.",
    editor: "SQL. Control and Enter runs it. Escape, then Tab leaves the field.",
    mapLoading: "The map is being loaded …",
    mapFailed: "The map cannot be shown here. The rows stand in the table.",
    mapSeen: (all, shown, together) => {
      const number = (count) => count.toLocaleString("en");
      if (all === 0) return "No row lies in this part of the map.";
      const here = all === 1 ? "One row lies in this part of the map." : `${number(all)} rows lie in this part of the map.`;
      const close = together > 0 ? ` ${number(together)} of them lie so close together that you see each of them only when you zoom in.` : "";
      const some = all - together > shown ? ` The list shows ${number(shown)}.` : "";
      return here + close + some;
    },
    mapTogether: (count) => `${count.toLocaleString("en")} rows lie close together here.`,
    mapChosen: "Chosen",
    mapShow: "Show",
    mapNearer: "Zoom in",
    mapToRow: "To the row in the table",
    mapControls: {
      "NavigationControl.ZoomIn": "Zoom in",
      "NavigationControl.ZoomOut": "Zoom out",
      "Map.Title": "Map: arrow keys move it, plus and minus zoom",
      "ScaleControl.Meters": "m",
      "ScaleControl.Kilometers": "km",
    },
    yes: "Yes",
    no: "No",
  },
};

/** Two-letter language of the page; German where none of ours is named. */
export const language = document.documentElement.lang.startsWith("en") ? "en" : "de";

/** The words in the language of the page. */
export const say = words[language];

/** A size a person can read: "3,4 MB". Decimal units, as file managers of the offices show them. */
export function bytes(count) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  let value = count;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[step]}`;
}
