namespace TorchSharp.Interop;

/// <summary>
/// One operator of libtorch, found by name when it is first called. The declaration states the arguments that our calls
/// rely on, and they are compared with the live schema: a libtorch that moved them is refused instead of being fed wrongly.
/// </summary>
internal sealed unsafe class Op
{
    private nint _handle;

    /// <summary>For example <c>new Op("add.Tensor(self, other, alpha)")</c>; the name space is aten unless it says another.</summary>
    internal Op(string declaration)
    {
        Declaration = declaration;
    }

    internal string Declaration { get; }

    /// <summary>The whole schema as libtorch states it.</summary>
    internal string Schema => NativeError.Text(Native.rampart_schema(Handle));

    /// <summary>Whether this libtorch has the operator.</summary>
    internal bool Exists => _handle != 0 || Find() != 0;

    private nint Handle => _handle != 0 ? _handle : Resolve();

    internal Result Call(scoped in Arg a0 = default, scoped in Arg a1 = default, scoped in Arg a2 = default, scoped in Arg a3 = default)
    {
        fixed (byte* p0 = &a0.Data, p1 = &a1.Data, p2 = &a2.Data, p3 = &a3.Data)
        {
            Value* values = stackalloc Value[4];
            values[0] = a0.Pinned(p0);
            values[1] = a1.Pinned(p1);
            values[2] = a2.Pinned(p2);
            values[3] = a3.Pinned(p3);
            Result result = Call(values, 4);
            GC.KeepAlive(a0.Owner);
            GC.KeepAlive(a1.Owner);
            GC.KeepAlive(a2.Owner);
            GC.KeepAlive(a3.Owner);
            return result;
        }
    }

    internal Result Call(
        scoped in Arg a0, scoped in Arg a1, scoped in Arg a2, scoped in Arg a3, scoped in Arg a4,
        scoped in Arg a5 = default, scoped in Arg a6 = default, scoped in Arg a7 = default, scoped in Arg a8 = default,
        scoped in Arg a9 = default, scoped in Arg a10 = default, scoped in Arg a11 = default)
    {
        fixed (byte* p0 = &a0.Data, p1 = &a1.Data, p2 = &a2.Data, p3 = &a3.Data, p4 = &a4.Data, p5 = &a5.Data)
        fixed (byte* p6 = &a6.Data, p7 = &a7.Data, p8 = &a8.Data, p9 = &a9.Data, p10 = &a10.Data, p11 = &a11.Data)
        {
            Value* values = stackalloc Value[12];
            values[0] = a0.Pinned(p0);
            values[1] = a1.Pinned(p1);
            values[2] = a2.Pinned(p2);
            values[3] = a3.Pinned(p3);
            values[4] = a4.Pinned(p4);
            values[5] = a5.Pinned(p5);
            values[6] = a6.Pinned(p6);
            values[7] = a7.Pinned(p7);
            values[8] = a8.Pinned(p8);
            values[9] = a9.Pinned(p9);
            values[10] = a10.Pinned(p10);
            values[11] = a11.Pinned(p11);
            Result result = Call(values, 12);
            KeepAlive(a0, a1, a2, a3, a4, a5);
            KeepAlive(a6, a7, a8, a9, a10, a11);
            return result;
        }
    }

    private static void KeepAlive(
        scoped in Arg a0, scoped in Arg a1, scoped in Arg a2, scoped in Arg a3, scoped in Arg a4, scoped in Arg a5)
    {
        GC.KeepAlive(a0.Owner);
        GC.KeepAlive(a1.Owner);
        GC.KeepAlive(a2.Owner);
        GC.KeepAlive(a3.Owner);
        GC.KeepAlive(a4.Owner);
        GC.KeepAlive(a5.Owner);
    }

    private Result Call(Value* values, int count)
    {
        nint handle = Handle;
        while (count > 0 && values[count - 1].Tag == Tag.Default) count--;
        Result.Values results = default;
        NativeError.Check(Native.rampart_call(handle, values, count, (Value*)&results, Result.Room));
        return new Result(results);
    }

    private (string Name, string Overload, string[] Arguments) Parse()
    {
        int open = Declaration.IndexOf('(');
        string[] name = Declaration[..open].Split('.');
        string[] arguments = Declaration[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (name[0].Contains("::") ? name[0] : "aten::" + name[0], name.Length > 1 ? name[1] : "", arguments);
    }

    private nint Find()
    {
        var (name, overload, _) = Parse();
        return Native.rampart_find(name, overload);
    }

    private nint Resolve()
    {
        nint handle = Find();
        if (handle == 0) throw new NotSupportedException($"This libtorch ({torch.__version__}) has no operator {Declaration}.");
        string[] expected = Parse().Arguments;
        string[] actual = NativeError.Text(Native.rampart_arguments(handle)).Split(',');
        if (!actual.AsSpan().StartsWith(expected))
            throw new NotSupportedException(
                $"The binding expects {Declaration}, this libtorch ({torch.__version__}) has the arguments ({string.Join(", ", actual)}).");
        _handle = handle;
        return handle;
    }
}
