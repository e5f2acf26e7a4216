#!/bin/sh
# Makes the PDFs of the corpus anew out of sources/, by the producers that are installed.
# The files in the repository were made by Chromium, LibreOffice, pdfTeX, groff and Ghostscript of Debian 12.
set -eu
cd "$(dirname "$0")/sources"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null || { echo "$1 is not installed, its files stay as they are."; return 1; }; }

for page in *.html; do
  name=${page%.html}
  if has chromium; then
    chromium --headless --no-sandbox --no-pdf-header-footer --print-to-pdf="$work/$name.pdf" "$page" 2>/dev/null
    mv "$work/$name.pdf" "../$name-chromium.pdf"
  fi
  if has soffice; then
    soffice --headless --infilter='HTML (StarWriter)' --convert-to pdf:writer_pdf_Export --outdir "$work" "$page" >/dev/null 2>&1
    mv "$work/$name.pdf" "../$name-libreoffice.pdf"
  fi
  # Ghostscript drops /ActualText, and with it what ligatures and syllables are: there is no text of
  # their letters in its files any more, whoever reads them.
  case $name in latin | thai | hindi) continue ;; esac
  if has gs && [ -f "../$name-libreoffice.pdf" ]; then
    gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o "../$name-ghostscript.pdf" "../$name-libreoffice.pdf"
  fi
done
for page in documents/*; do
  name=$(basename "${page%.*}")
  case $page in
    *.html)
      has chromium || continue
      chromium --headless --no-sandbox --no-pdf-header-footer --print-to-pdf="$work/$name.pdf" "$page" 2>/dev/null
      mv "$work/$name.pdf" "../../documents/print-$name-chromium.pdf"
      ;;
    *.fodt)
      has soffice || continue
      soffice --headless --convert-to pdf --outdir "$work" "$page" >/dev/null 2>&1
      mv "$work/$name.pdf" "../../documents/print-$name-libreoffice.pdf"
      ;;
  esac
done
if has pdflatex; then
  pdflatex -interaction=batchmode -output-directory "$work" report.tex >/dev/null
  mv "$work/report.pdf" ../report-latex.pdf
fi
if has groff; then
  groff -ms -Tpdf notice.ms >../notice-groff.pdf
  if has ps2pdf; then
    groff -ms -Tps notice.ms >"$work/notice.ps"
    ps2pdf "$work/notice.ps" ../notice-ghostscript.pdf
  fi
fi
