using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>What the coordinator does of its own accord, on a clock that the test moves.</summary>
public sealed class CoordinationServiceTests : IAsyncLifetime
{
    const string Wide = "name: wide\nstages:\n  wide: { kind: shards, items: 3 }\n";
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    readonly CoordinatedRuns _runs = new();
    readonly Lifetime _lifetime = new();
    readonly CoordinationService _service;

    public CoordinationServiceTests() => _service = new CoordinationService(
        _runs.Coordinator, new OpenRuns(_runs.Logs), _runs.Outbox, CoordinatedRuns.Options, _runs.Time, _lifetime, NullLogger<CoordinationService>.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _service.StopAsync(default);
        _runs.Dispose();
    }

    static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    async Task StartService()
    {
        await _service.StartAsync(default);
        _lifetime.Start();
        await Until(() => _runs.Time.Timers == 1);
    }

    [Fact]
    public async Task Every_open_run_is_taken_up_once_the_process_has_started_and_no_other()
    {
        await _runs.Begin("open-1", Wide);
        await _runs.Begin("open-2", Wide);
        await _runs.Begin("ended-1", Wide);
        await _runs.Store.Logs.AppendAsync("ended-1", 1, [new RunCancelled("enough")], default);
        await _service.StartAsync(default);
        Assert.Empty(_runs.Outbox.TakenUp); // the bus may not be there yet

        _lifetime.Start();

        await Until(() => _runs.Outbox.TakenUp.Count == 2);
        Assert.Equal(["open-1", "open-2"], _runs.Outbox.TakenUp);
    }

    [Fact]
    public async Task A_run_that_nobody_has_in_hand_is_taken_up_the_next_time()
    {
        await StartService();
        await _runs.Begin("forgotten-1", Wide);
        await _runs.Begin("in-hand-1", Wide);
        await _runs.Start("in-hand-1");

        _runs.Time.Advance(Minute);

        await Until(() => _runs.Outbox.TakenUp.Count == 1);
        Assert.Equal(["forgotten-1"], _runs.Outbox.TakenUp);
    }

    [Fact]
    public async Task An_item_whose_answer_was_lost_is_answered_from_the_store_and_one_whose_order_was_lost_is_ordered_again()
    {
        await StartService();
        await _runs.Start(await _runs.Begin("wide-1", Wide));
        await _runs.Store.Execute(_runs.Outbox.Orders[1]);

        _runs.Time.Advance(10 * Minute);
        _runs.Time.Advance(Minute);

        await Until(() => _runs.Outbox.Orders.Count == 5);
        Assert.Equal(["shard-00000", "shard-00002"], _runs.Outbox.Orders.Skip(3).Select(order => order.Item));
        Assert.Equal("shard-00001", Assert.Single((await _runs.Store.Log("wide-1")).OfType<ItemCompleted>()).Item);
    }

    [Fact]
    public async Task The_service_goes_on_when_the_store_was_away_for_a_while()
    {
        await StartService();
        await _runs.Begin("open-1", Wide);
        _runs.Logs.IsAway = true;
        _runs.Time.Advance(Minute);
        _runs.Logs.IsAway = false;

        await Until(() =>
        {
            _runs.Time.Advance(Minute);
            return _runs.Outbox.TakenUp.Count > 0;
        });
        Assert.False(_service.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task A_run_with_a_damaged_log_is_mentioned_once_so_that_it_is_told_as_failed_once()
    {
        await _runs.Begin("damaged-1", Wide);
        await File.AppendAllTextAsync(_runs.Store.Folder.RunLog("damaged-1"), "{ half a line\n");
        var open = new OpenRuns(_runs.Logs);

        Assert.Equal(["damaged-1"], await open.FindAsync(_ => false, default));
        Assert.Empty(await open.FindAsync(_ => false, default));
    }

    sealed class Lifetime : IHostApplicationLifetime
    {
        readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Start() => _started.Cancel();

        public void StopApplication() => throw new InvalidOperationException("Nothing here stops the application.");
    }
}
