using System.Globalization;
using Rampart.Preprocessing;
using Rampart.Stages;
using Spectre.Console;

namespace Rampart.Cli.Results;

/// <summary>What was kept out, for people. Names come from outside, so they are shown without anything that a terminal would obey.</summary>
static class QuarantineTable
{
    public static void Write(IAnsiConsole console, string run, IReadOnlyList<QuarantineReading> stages, int limit)
    {
        if (stages.Count == 0)
        {
            console.WriteLine($"{run} has taken in nothing that arrives, or not yet.");
        }
        foreach (QuarantineReading stage in stages)
        {
            AdmissionReport admission = stage.Admission;
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{stage.Stage}: {admission.Shards} shards, {admission.Admitted} samples let in, {admission.Quarantined} kept out, {admission.Uncounted} shards or files kept out uncounted"));
            foreach ((string reason, int count) in admission.Reasons)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {reason}: {count}"));
            }
            Table table = new Table().RoundedBorder().AddColumns("shard or file", "sample", "reason", "what was found");
            foreach (QuarantinedSample entry in stage.Entries.Take(limit))
            {
                string[] cells = [entry.Shard, entry.Index?.ToString(CultureInfo.InvariantCulture) ?? "all", QuarantinedSample.WordOf(entry.Reason), entry.Detail];
                table.AddRow(cells.Select(Terminal.Plain));
            }
            if (stage.Entries.Count > 0)
            {
                console.Write(table);
            }
            if (stage.Entries.Count > limit)
            {
                console.WriteLine($"{stage.Entries.Count - limit} more; see --limit and --json.");
            }
        }
    }
}
