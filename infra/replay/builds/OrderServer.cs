using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Executes orders for another build: reads them from one stream, answers on another.</summary>
/// <param name="execution">Executes them.</param>
/// <param name="catalog">Knows the versions of the stages here.</param>
/// <param name="concurrency">How many at once.</param>
public sealed class OrderServer(IItemExecution execution, StageCatalog catalog, int concurrency)
{
    const int Protocol = 1;

    /// <summary>Answers until there are no more orders.</summary>
    /// <exception cref="BuildException">A line is no order.</exception>
    public async Task ServeAsync(Stream orders, Stream answers, CancellationToken cancellation)
    {
        using var turn = new SemaphoreSlim(1);
        using var free = new SemaphoreSlim(concurrency);
        await WriteAsync(new GreetingLine(Protocol, execution.Here));
        var underWay = new List<Task>();
        await foreach (var bytes in BuildLines.ReadAsync(orders, cancellation))
        {
            OrderLine line = BuildLines.Parse<OrderLine>(bytes);
            await free.WaitAsync(cancellation);
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            underWay.Add(AnswerAsync(line));
        }
        await Task.WhenAll(underWay);

        async Task AnswerAsync(OrderLine line)
        {
            try
            {
                await WriteAsync(await ExecuteAsync(line, cancellation));
            }
            finally
            {
                free.Release();
            }
        }

        async Task WriteAsync<T>(T line)
        {
            await turn.WaitAsync(cancellation);
            try
            {
                await answers.WriteAsync(BuildLines.Format(line), cancellation);
                await answers.FlushAsync(cancellation);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    async Task<AnswerLine> ExecuteAsync(OrderLine line, CancellationToken cancellation)
    {
        try
        {
            return new AnswerLine(line.Id, Result: await execution.ExecuteAsync(AsHere(line.Order), Unheard.Instance, cancellation));
        }
        catch (NotExecutableException e)
        {
            return new AnswerLine(line.Id, Refusal: e.Failure);
        }
        catch (StageException e)
        {
            return new AnswerLine(line.Id, Failure: e.Failure);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new AnswerLine(line.Id, Failure: new Failure(
                $"{e.GetType().Name}: {e.Message}", $"stage {line.Order.Stage}, item {line.Order.Item}", "This is a defect of the other build, or of this machine.", Permanent: true));
        }
    }

    // The same knobs and inputs, by whatever this build makes of them: what is asked is what this build does.
    WorkOrder AsHere(WorkOrder order)
    {
        if (!catalog.TryFind(order.Work.Kind, out StageKind? kind) || kind.AlgorithmVersion == order.Work.AlgorithmVersion)
        {
            return order;
        }
        WorkItem work = order.Work with { AlgorithmVersion = kind.AlgorithmVersion };
        return order with { Work = work, ExecutionKey = ExecutionKey.Of(work) };
    }

    sealed class Unheard : IProgress<StageProgress>
    {
        public static Unheard Instance { get; } = new();

        public void Report(StageProgress value)
        {
        }
    }
}
