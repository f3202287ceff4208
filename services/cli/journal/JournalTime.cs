using System.CommandLine;
using System.Globalization;

namespace Rampart.Cli.Journal;

/// <summary>Times as users write them.</summary>
static class JournalTime
{
    const long MostUnits = 100_000;

    /// <summary>What can be written.</summary>
    public const string Forms = "2026-11-24T12:30 (UTC unless it says otherwise), or 90s, 10m, 2h, 3d for so long ago";

    /// <summary>The time that a text says; null when there is no text.</summary>
    public static DateTimeOffset? Read(string? text, TimeProvider time) => text is null ? null : TryRead(text, time.GetUtcNow());

    /// <summary>Has an option refuse what is no time.</summary>
    public static void Check(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var given }] && TryRead(given, DateTimeOffset.UnixEpoch + TimeSpan.FromDays(MostUnits)) is null)
        {
            result.AddError($"{option.Name} {given} is no time. Write {Forms}.");
        }
    });

    static DateTimeOffset? TryRead(string text, DateTimeOffset now)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }
        return text.Length > 1 && long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count <= MostUnits
            ? text[^1] switch
            {
                's' => now - TimeSpan.FromSeconds(count),
                'm' => now - TimeSpan.FromMinutes(count),
                'h' => now - TimeSpan.FromHours(count),
                'd' => now - TimeSpan.FromDays(count),
                _ => null,
            }
            : null;
    }
}
