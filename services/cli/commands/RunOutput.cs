using System.CommandLine;
using Rampart.Cli.Results;
using Rampart.Reporting;
using Rampart.Reporting.Comparison;

namespace Rampart.Cli.Commands;

/// <summary>Where the results of a run go.</summary>
/// <param name="Folder">The folder for reports, an absolute path.</param>
/// <param name="Json">Whether the results are printed as JSON.</param>
/// <param name="JUnit">The file that takes the gates as JUnit XML; null for none.</param>
sealed record RunOutput(string Folder, bool Json, string? JUnit)
{
    /// <summary>The folder of the pipeline file, which the further file of a comparison is relative to; null where there is no such file.</summary>
    public string? PipelineFolder { get; init; }

    /// <summary>Writes report, gates and comparison; returns the run's folder.</summary>
    public string Write(RunResults results)
    {
        string folder = ReportWriter.Write(results, Folder);
        if (JUnit is { } file)
        {
            Replace(Path.GetFullPath(file), GatesJUnit.Render(results));
        }
        if (PipelineFolder is { } beside && results.Comparison?.File is { } table)
        {
            Replace(Path.GetFullPath(Path.Combine(beside, table)), ComparisonMarkdown.Render(results)!);
        }
        return folder;
    }

    static void Replace(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText($"{file}.tmp", text);
        File.Move($"{file}.tmp", file, overwrite: true);
    }

    /// <summary>The options of a command that say so.</summary>
    public sealed class Options
    {
        readonly Option<string> _folder = SharedOptions.Out();
        readonly Option<bool> _json = SharedOptions.Json();
        readonly Option<string?> _junit = SharedOptions.JUnit();

        /// <summary>Adds the options to a command.</summary>
        public Options(Command command)
        {
            command.Add(_folder);
            command.Add(_json);
            command.Add(_junit);
        }

        /// <summary>What the command line says.</summary>
        public RunOutput Read(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(_folder)), parsed.GetValue(_json), parsed.GetValue(_junit));
    }
}
