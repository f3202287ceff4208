using System.Collections;
using System.Text.Json;

namespace Rampart.Contracts.Tests;

/// <summary>Makes a filled instance of any contract by its constructor, so that a new contract is covered the day it is added.</summary>
static class Sample
{
    public static object Of(Type type)
    {
        if (type == typeof(string))
        {
            return "tëxt \"quoted\" \u2028";
        }
        if (type == typeof(JsonElement))
        {
            return JsonDocument.Parse("""{"epsilon":0.03137254901960784,"deep":[1,null,"a"]}""").RootElement;
        }
        if (type == typeof(WorkItem))
        {
            return new WorkItem
            {
                Kind = "mining",
                AlgorithmVersion = 3,
                Parameters = (JsonElement)Of(typeof(JsonElement)),
                Inputs = (IReadOnlyList<NamedArtifact>)Of(typeof(IReadOnlyList<NamedArtifact>)),
                Seed = ulong.MaxValue,
                Numerics = "cpu-float32",
            };
        }
        if (type == typeof(RunEvent))
        {
            return new RunCompleted();
        }
        if (type == typeof(ModelEvent))
        {
            return new AliasMoved("production", 1, 2);
        }
        if (type == typeof(JournalRecord))
        {
            return new JournalRecord
            {
                Writer = (JournalWriter)Of(typeof(JournalWriter)),
                Sequence = 7,
                Time = (DateTimeOffset)Of(typeof(DateTimeOffset)),
                Act = JournalAct.Ended,
                MessageId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                MessageType = "MineShard",
                Address = "mining",
                RunId = "run",
                Stage = "mine",
                Item = "shard-000",
                Outcome = JournalOutcome.Consumed,
                Duration = TimeSpan.FromSeconds(1.5),
                Reason = "because",
                Headers = new Dictionary<string, string> { ["name"] = "value" },
                Envelope = new byte[] { 1, 2, 3 },
            };
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments()))!;
            list.Add(Of(type.GetGenericArguments()[0]));
            return list;
        }
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var plain when plain == typeof(int) => 7,
            var plain when plain == typeof(long) => long.MaxValue,
            var plain when plain == typeof(ulong) => ulong.MaxValue,
            var plain when plain == typeof(double) => 0.1,
            var plain when plain == typeof(bool) => true,
            var plain when plain == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1)),
            var plain when plain == typeof(TimeSpan) => TimeSpan.FromTicks(123456789),
            var record => Constructed(record),
        };
    }

    static object Constructed(Type record)
    {
        var constructor = record.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }
}
