using System.Text.Json;
using Rampart.Pipeline;

namespace Rampart.Contracts.Tests;

public sealed class RoundTripTests
{
    static IEnumerable<Type> All => typeof(StartRun).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false });

    public static TheoryData<Type> Contracts => new(All);

    public static TheoryData<Type> Events => new(All.Where(type => type.BaseType == typeof(RunEvent)));

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_contract_goes_to_json_and_back_unchanged(Type type)
    {
        var first = JsonSerializer.Serialize(Sample.Of(type), type);
        var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(first, type), type);

        Assert.Equal(first, again);
        Assert.DoesNotContain("null", first.Replace("1,null,", "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_contract_reads_the_camel_case_of_the_bus(Type type)
    {
        var options = JsonSerializerOptions.Web;
        var first = JsonSerializer.Serialize(Sample.Of(type), type, options);

        Assert.Equal(first, JsonSerializer.Serialize(JsonSerializer.Deserialize(first, type, options), type, options));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_comes_back_from_the_log_as_what_it_was(Type type)
    {
        var entry = new RunLogEntry(4, DateTimeOffset.UnixEpoch, (RunEvent)Sample.Of(type));

        var again = JsonSerializer.Deserialize<RunLogEntry>(JsonSerializer.Serialize(entry))!;

        Assert.IsType(type, again.Event);
    }

    [Fact]
    public void What_was_added_later_stands_nowhere_unless_it_says_something()
    {
        var order = (WorkOrder)Sample.Of(typeof(WorkOrder)) with { Verify = null };
        var failure = new Failure("a", "b", "c", Permanent: true);
        RunEvent started = (RunStarted)Sample.Of(typeof(RunStarted)) with { Verification = null, Promotion = null, Trigger = null };

        Assert.EndsWith("\"Generation\":7}", JsonSerializer.Serialize(order));
        Assert.EndsWith("\"Permanent\":true}", JsonSerializer.Serialize(failure));
        Assert.EndsWith("\"Priority\":7}", JsonSerializer.Serialize(started));
    }

    [Fact]
    public void What_was_written_before_kinds_of_failure_and_verifications_is_read()
    {
        var failure = JsonSerializer.Deserialize<Failure>("""{"What":"a","Where":"b","Fix":"c","Permanent":true}""");

        Assert.Equal(new Failure("a", "b", "c", Permanent: true), failure);
        Assert.Null(JsonSerializer.Deserialize<WorkOrder>(
            """{"RunId":"r","Stage":"s","Item":"i","ExecutionKey":"k","Work":{"Kind":"mining","AlgorithmVersion":1,"Parameters":{},"Inputs":[],"Seed":1,"Numerics":"n"}}""")!.Verify);
    }

    [Fact]
    public void An_unknown_event_in_a_log_is_refused_not_skipped() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RunEvent>("""{"event":"run-exploded"}"""));

    [Fact]
    public void The_execution_key_survives_the_journey_of_its_work_item()
    {
        var work = (WorkItem)Sample.Of(typeof(WorkItem));

        var again = JsonSerializer.Deserialize<WorkItem>(JsonSerializer.Serialize(work, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;

        Assert.Equal(ExecutionKey.Of(work), ExecutionKey.Of(again));
    }
}
