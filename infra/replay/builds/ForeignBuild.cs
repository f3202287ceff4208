using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Executes orders with another build of Rampart, in a process of its own that lives as long as this object.</summary>
public sealed class ForeignBuild : IItemExecution, IAsyncDisposable
{
    const int MostErrors = 4096;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), LastWordsPatience = TimeSpan.FromSeconds(1);

    readonly Process _process;
    readonly Sandbox _sandbox;
    readonly ConcurrentDictionary<long, TaskCompletionSource<AnswerLine>> _asked = new();
    readonly SemaphoreSlim _turn = new(1);
    readonly TaskCompletionSource<GreetingLine> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly StringBuilder _errors = new();
    readonly TaskCompletionSource _errorsRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _listening;
    long _count;

    ForeignBuild(Process process, Sandbox sandbox)
    {
        (_process, _sandbox) = (process, sandbox);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        _listening = ListenAsync();
    }

    /// <inheritdoc/>
    public Circumstances Here => _greeting.Task.Result.Here;

    /// <summary>Starts the build and waits until it says who it is.</summary>
    /// <param name="path">The folder of a built or published Rampart, its <c>rampart.dll</c>, or its executable.</param>
    /// <param name="store">The location of the store that inputs are read from. Secrets reach it through the environment.</param>
    /// <param name="sandbox">Where it writes.</param>
    /// <param name="concurrency">How many orders it executes at once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BuildException">There is no such build, or it does not know how to execute orders.</exception>
    public static async Task<ForeignBuild> StartAsync(string path, string store, Sandbox sandbox, int concurrency, CancellationToken cancellation)
    {
        ProcessStartInfo start = BuildProgram.Find(path, [BuildLines.Command, "--store", store, "--sandbox", sandbox.Root, "--concurrency", $"{concurrency}"]);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BuildException($"{start.FileName} can't be started: {e.Message} Name a build of Rampart for this machine.", e);
        }
        var build = new ForeignBuild(process, sandbox);
        try
        {
            await build._greeting.Task.WaitAsync(cancellation);
            return build;
        }
        catch
        {
            await build.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ResultManifest> ExecuteAsync(WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        long id = Interlocked.Increment(ref _count);
        TaskCompletionSource<AnswerLine> answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await AskAsync(new OrderLine(id, order), cancellation);
        if (_listening.IsCompleted)
        {
            answer.TrySetException(Ended());
        }
        return await answer.Task.WaitAsync(cancellation) switch
        {
            { Result: { } result } => AnswerCheck.Checked(result, order, _sandbox),
            { Refusal: { } refusal } => throw new NotExecutableException(refusal),
            { Failure: { } failure } => throw new StageException(failure.What, failure.Where, failure.Fix, failure.Permanent),
            _ => throw new BuildException("The other build answers with nothing. Name a build of Rampart that was not tampered with."),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        CloseInput();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _listening;
        _process.Dispose();
        _turn.Dispose();
    }

    void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself, and an order was left in the pipe. Whoever asked has been told.
            return;
        }
    }

    async Task AskAsync(OrderLine line, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(BuildLines.Format(line), cancellation);
            await _process.StandardInput.BaseStream.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            throw Ended();
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task ListenAsync()
    {
        Exception end;
        try
        {
            await foreach (var bytes in BuildLines.ReadAsync(_process.StandardOutput.BaseStream, default))
            {
                if (!_greeting.Task.IsCompleted)
                {
                    _greeting.TrySetResult(BuildLines.Parse<GreetingLine>(bytes));
                    continue;
                }
                AnswerLine answer = BuildLines.Parse<AnswerLine>(bytes);
                if (_asked.TryRemove(answer.Id, out TaskCompletionSource<AnswerLine>? asked))
                {
                    asked.TrySetResult(answer);
                }
            }
            await Task.WhenAny(_errorsRead.Task, Task.Delay(LastWordsPatience));
            end = Ended();
        }
        catch (BuildException e)
        {
            end = e;
        }
        _greeting.TrySetException(end);
        foreach (TaskCompletionSource<AnswerLine> asked in _asked.Values)
        {
            asked.TrySetException(end);
        }
    }

    BuildException Ended()
    {
        lock (_errors)
        {
            return new BuildException(
                $"The other build ended before it had answered. It must know the command {BuildLines.Command}, which builds from before `rampart replay` don't. It said: {_errors}");
        }
    }

    void Remember(string? line)
    {
        if (line is null)
        {
            _errorsRead.TrySetResult();
            return;
        }
        lock (_errors)
        {
            if (_errors.Length < MostErrors)
            {
                _errors.Append(line.AsSpan(0, Math.Min(line.Length, MostErrors))).Append(' ');
            }
        }
    }
}
