using System.Globalization;
using Rampart.Reporting.Html;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>All that can change the last bits, side by side.</summary>
static class MachinesSection
{
    public static string Render(Circumstances there, Circumstances here)
    {
        (string What, string? There, string? Here)[] rows =
        [
            ("code version", there.CodeVersion, here.CodeVersion),
            ("processor", there.Fingerprint?.Processor, here.Fingerprint?.Processor),
            ("instruction set", there.Fingerprint?.InstructionSet, here.Fingerprint?.InstructionSet),
            ("tensor library", there.Fingerprint?.TensorLibrary, here.Fingerprint?.TensorLibrary),
            ("linear algebra", there.Fingerprint?.LinearAlgebra, here.Fingerprint?.LinearAlgebra),
            ("device", there.Fingerprint?.Device, here.Fingerprint?.Device),
            ("threads per operation", there.Fingerprint?.IntraOpThreads.ToString(CultureInfo.InvariantCulture), here.Fingerprint?.IntraOpThreads.ToString(CultureInfo.InvariantCulture)),
            ("worker", there.Worker, here.Worker),
        ];
        string body = string.Concat(rows.Where(row => row.There is not null || row.Here is not null).Select(row =>
            $"<tr{(row.There == row.Here || row.What == "worker" ? "" : " class=\"differs\"")}><th scope=\"row\">{row.What}</th><td>{PageText.Cell(row.There ?? "not known")}</td><td>{PageText.Cell(row.Here ?? "not known")}</td></tr>\n"));
        return body.Length == 0
            ? ""
            : $"<div class=\"scroll\"><table><thead><tr><th></th><th>recorded</th><th>replayed</th></tr></thead><tbody>\n{body}</tbody></table></div>\n";
    }
}
