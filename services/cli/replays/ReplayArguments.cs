using System.CommandLine;
using System.Globalization;
using Rampart.Cli.Commands;
using Rampart.Investigation.Replaying;

namespace Rampart.Cli.Replays;

/// <summary>The arguments and options of <c>rampart replay</c>.</summary>
sealed class ReplayArguments
{
    readonly Argument<string?> _run = new("run")
    {
        Description = "The run's id, as `rampart runs` lists it, or `latest`. Leave it out with --message.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<string?> _stage = new("--stage") { Description = "Only this stage; `adpo` means every stage within it too." };
    readonly Option<string?> _item = new("--item") { Description = "Only the items of this name." };
    readonly Option<string?> _message = new("--message") { Description = "Only the message of this id, as `rampart journal ls` lists it." };
    readonly Option<string?> _from = new("--from") { Description = "Only what ended at this time or later: 2026-01-31T12:00, UTC unless it says otherwise." };
    readonly Option<string?> _to = new("--to") { Description = "Only what ended before this time." };
    readonly Option<string?> _keep = new("--keep") { Description = "Keep what the replay writes, as a store in this folder, where it differs. It must be empty or not exist." };
    readonly Option<bool> _json = SharedOptions.Json();

    public void AddTo(Command command)
    {
        command.Add(_run);
        foreach (Option option in new Option[] { _stage, _item, _message, _from, _to, _keep, _json })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what was given.</summary>
    /// <exception cref="UsageException">It does not make sense.</exception>
    public ReplayRequest Read(ParseResult parsed)
    {
        string? run = parsed.GetValue(_run);
        var selection = new ItemSelection
        {
            Stage = parsed.GetValue(_stage),
            Item = parsed.GetValue(_item),
            From = Time(_from.Name, parsed.GetValue(_from)),
            To = Time(_to.Name, parsed.GetValue(_to)),
        };
        Guid? message = Id(parsed.GetValue(_message));
        if (run is null == message is null)
        {
            throw new UsageException("replay takes a run or a message. Name a run (`rampart runs` lists them; `latest` is the one that started last), or --message ID.");
        }
        return new ReplayRequest(run, message, selection, Keep(parsed.GetValue(_keep)), parsed.GetValue(_json));
    }

    static Guid? Id(string? text) =>
        text is null ? null
        : Guid.TryParse(text, out Guid id) ? id
        : throw new UsageException($"\"{text}\" is no message id. Take one from `rampart journal ls`.");

    static DateTimeOffset? Time(string option, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : throw new UsageException($"{option} {text} is no time. Write it as 2026-01-31T12:00:00Z.");

    static string? Keep(string? folder) =>
        folder is null || !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any() ? folder
        : throw new UsageException($"--keep {folder} is not empty. Name a folder that is empty or does not exist: what is there must not mix with what is written.");
}
