using System.CommandLine;
using Rampart.Artifacts;
using Rampart.Cli.Journal;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary>The options that choose records.</summary>
sealed class JournalArguments
{
    readonly Option<string?> _run = new("--run") { Description = "Only messages about this run; `latest` is the one that started last." };
    readonly Option<string?> _stage = new("--stage") { Description = "Only messages about this stage, or about stages within it." };
    readonly Option<string?> _item = new("--item") { Description = "Only messages about this item." };
    readonly Option<string?> _type = new("--type") { Description = "Only messages of this type, for example MineShard." };
    readonly Option<Guid?> _message = new("--message") { Description = "Only the message of this id." };
    readonly Option<string?> _from = new("--from") { Description = $"Not before this time: {JournalTime.Forms}." };
    readonly Option<string?> _to = new("--to") { Description = $"Before this time: {JournalTime.Forms}." };
    readonly Option<JournalAct?> _act = new("--act") { Description = "Only this: sent, arrived, retried or ended." };
    readonly Option<JournalOutcome?> _outcome = new("--outcome") { Description = "Only what ended like this: consumed, faulted, deadlettered or returned." };

    public JournalArguments(Command command)
    {
        foreach (Option option in new Option[] { _run, _stage, _item, _type, _message, _from, _to, _act, _outcome })
        {
            command.Options.Add(option);
        }
        JournalTime.Check(_from);
        JournalTime.Check(_to);
    }

    /// <summary>The filter that they ask for.</summary>
    /// <exception cref="UsageException">The run is `latest`, and there is none.</exception>
    public async Task<JournalFilter> FilterAsync(ParseResult parsed, IRunLogStore logs, bool withEnvelopes, CancellationToken cancellation)
    {
        string? run = parsed.GetValue(_run);
        return new JournalFilter
        {
            RunId = run == RunReading.Latest ? (await RunReading.FindAsync(logs, run, cancellation)).Id : run,
            Stage = parsed.GetValue(_stage),
            Item = parsed.GetValue(_item),
            MessageType = parsed.GetValue(_type),
            MessageId = parsed.GetValue(_message),
            From = JournalTime.Read(parsed.GetValue(_from), TimeProvider.System),
            To = JournalTime.Read(parsed.GetValue(_to), TimeProvider.System),
            Act = parsed.GetValue(_act),
            Outcome = parsed.GetValue(_outcome),
            WithEnvelopes = withEnvelopes,
        };
    }
}
