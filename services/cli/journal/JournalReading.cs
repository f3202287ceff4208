using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Cli.Journal;

/// <summary>Reads records for a command: damage and progress go to standard error.</summary>
/// <param name="services">The store.</param>
sealed class JournalReading(IServiceProvider services)
{
    static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);
    readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Whether something could not be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The records that pass.</summary>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long read = 0, reported = _time.GetTimestamp();
        await foreach (JournalRecord record in services.GetRequiredService<IJournalReader>().ReadAsync(filter, Report, cancellation))
        {
            read++;
            if (Terminal.IsInteractive && _time.GetElapsedTime(reported) > ReportInterval)
            {
                reported = _time.GetTimestamp();
                await Console.Error.WriteAsync($"\r{read:N0} records, now at {record.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}");
            }
            yield return record;
        }
    }

    /// <summary>Tells of damage.</summary>
    public void Report(JournalDamage damage)
    {
        IsDamaged = true;
        Console.Error.WriteLine(Text(damage));
    }

    /// <summary>Damage in one line.</summary>
    public static string Text(JournalDamage damage) => Terminal.WithoutControls(
        $"damaged: segment {damage.Segment}, byte {damage.Offset}{(damage.Record is { } record ? $", from record {record} on" : "")}: {damage.What}");
}
