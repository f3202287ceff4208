using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

public sealed class TelemetryTests
{
    [Fact]
    public async Task What_happens_to_an_item_is_one_trace_that_follows_from_the_item_and_is_linked_to_its_run()
    {
        WorkOrder order = TestStage.Order(1, run: "traced-run");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Telemetry.Name or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        using (Traces.StartOrder(order))
        {
            await bus.Publish(new MineShard(order));
        }
        await bus.Next<WorkItemCompleted>();

        Activity[] trace = [.. spans.Where(span => span.TraceId == Traces.Item(order).TraceId)];
        Activity ordered = Assert.Single(trace, span => span.OperationName == "order item");
        Activity executed = Assert.Single(trace, span => span.OperationName == "execute item");
        Assert.Equal(Traces.Run("traced-run").TraceId, Assert.Single(executed.Links).Context.TraceId);
        Assert.Equal(Traces.Item(order).SpanId, ordered.ParentSpanId);
        Assert.Equal("computed", executed.GetTagItem("rampart.outcome"));
        Assert.Contains(trace, span => span.Source.Name == "MassTransit" && span.SpanId == executed.ParentSpanId);
        Assert.NotEqual(Traces.Item(order).TraceId, Traces.Item(order with { Generation = 1 }).TraceId);
    }

    [Fact]
    public async Task Items_are_counted_and_timed_by_kind_and_outcome()
    {
        var measured = new ConcurrentBag<(string Name, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Text(tags))));
        listener.Start();
        const string kind = "measuring"; // other tests run meanwhile
        var stage = new TestStage(context =>
        {
            context.Progress.Report(new StageProgress(3, 10, "samples"));
            context.Progress.Report(new StageProgress(10, 10, "samples"));
            TestStage.WriteSeed(context);
        }, kind);
        await using BusFixture bus = await BusFixture.Start(stage);
        WorkOrder order = TestStage.Order(kind, 1, "run-1");
        await bus.Publish(new MineShard(order));
        await bus.Next<WorkItemCompleted>();
        await bus.Publish(new MineShard(order));
        await bus.Next<WorkItemCompleted>();

        double Sum(string name, string tags) => measured.Where(m => m.Name == name && m.Tags == tags).Sum(m => m.Value);
        Assert.Equal(1, Sum("rampart.items", $"stage_kind={kind} outcome=computed"));
        Assert.Equal(1, Sum("rampart.items", $"stage_kind={kind} outcome=cached"));
        Assert.Equal(10, Sum("rampart.samples", $"stage_kind={kind}"));
        Assert.Contains(measured, m => m.Name == "rampart.item.duration" && m.Tags == $"stage_kind={kind} outcome=computed" && m.Value >= 0);
        Assert.Equal(2, measured.Count(m => m.Name == "rampart.item.queue_wait" && m.Tags == $"stage_kind={kind}"));
    }

    [Fact]
    public async Task Every_log_line_of_an_item_names_run_stage_item_and_message()
    {
        var log = new CollectedLog();
        var stage = new TestStage(_ => throw new StageException("Too dark.", "here", "Use a lamp."));
        await using BusFixture bus = await BusFixture.Start(
            stage, new BusSetup { Services = services => services.AddLogging(logging => logging.AddProvider(log)) });
        await bus.Publish(new MineShard(TestStage.Order(1, run: "logged-run")));
        await bus.Next<WorkItemFailed>();
        string line = Assert.Single(log.Lines, line => line.Contains("item-1 failed"));
        Assert.Matches("Run=logged-run Stage=mine Item=item-1 MessageId=[0-9a-f-]{36}", line);
    }

    static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(" ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
