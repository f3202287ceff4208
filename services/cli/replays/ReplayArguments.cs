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
    readonly Option<string[]> _set = new("--set")
    {
        Description = "Change a knob: stage.knob=value of a run or stage (only what changes is executed), objective.beta=0.2 of an item or message. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    readonly Option<string[]> _input = new("--with-input") { Description = "Replace an input of an item or message: ROLE=DIGEST. May be repeated.", DefaultValueFactory = _ => [] };
    readonly Option<string?> _build = new("--with-build") { Description = "Execute with another build of Rampart: its folder or its rampart.dll." };
    readonly Option<bool> _bisect = new("--bisect") { Description = "Find the first item that differs, with as few executions as possible." };
    readonly Option<string?> _against = new("--against") { Description = "With --bisect: find where this run of the same store, or `latest`, differs from the first one." };
    readonly Option<string?> _keep = new("--keep") { Description = "Keep what the replay writes, as a store in this folder, where it differs. It must be empty or not exist." };
    readonly Option<string?> _html = SharedOptions.Html();
    readonly Option<bool> _json = SharedOptions.Json();

    public void AddTo(Command command)
    {
        command.Add(_run);
        foreach (Option option in new Option[] { _stage, _item, _message, _from, _to, _set, _input, _build, _bisect, _against, _keep, _html, _json })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what was given.</summary>
    /// <exception cref="UsageException">It does not make sense.</exception>
    public ReplayRequest Read(ParseResult parsed)
    {
        var request = new ReplayRequest
        {
            Run = parsed.GetValue(_run),
            Message = Id(parsed.GetValue(_message)),
            Selection = new ItemSelection
            {
                Stage = parsed.GetValue(_stage),
                Item = parsed.GetValue(_item),
                From = Time(_from.Name, parsed.GetValue(_from)),
                To = Time(_to.Name, parsed.GetValue(_to)),
            },
            Set = parsed.GetValue(_set)!,
            Inputs = parsed.GetValue(_input)!,
            Build = parsed.GetValue(_build),
            Bisect = parsed.GetValue(_bisect),
            Against = parsed.GetValue(_against),
            Keep = Keep(parsed.GetValue(_keep)),
            Html = parsed.GetValue(_html),
            Json = parsed.GetValue(_json),
        };
        Check(request);
        return request;
    }

    static void Check(ReplayRequest request)
    {
        Require(
            request.Run is null != request.Message is null,
            "replay takes a run or a message. Name a run (`rampart runs` lists them; `latest` is the one that started last), or --message ID.");
        Require(request.Message is null || request.Selection.IsEverything, "a message says itself which item it is about. Leave out --stage, --item, --from and --to.");
        Require(request.Against is null || request.Bisect, "--against says what --bisect compares with. Add --bisect.");
        Require(
            !request.Bisect || request is { Message: null, Set.Count: 0, Inputs.Count: 0 },
            "--bisect looks for what differs by itself. Leave out --message, --set and --with-input.");
        Require(
            request.Inputs.Count == 0 || request.Message is not null || request.Selection.Item is not null,
            "--with-input replaces an input of an item. Name the item with --stage and --item, or --message.");
        Require(
            !request.ChangesPipeline || request.Selection is { From: null, To: null },
            "--set on a run or a stage runs the pipeline again. Leave out --from and --to, or name an --item.");
    }

    static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new UsageException(otherwise);
        }
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
