package asynclab.kernel.stop;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rewrites the code of one method. */
final class MethodWeaver implements CodeTransform {
    /** The length of the call that it adds. */
    static final int CALL = 3;

    private static final ClassDesc CHECKPOINT =
            Checkpoint.class.describeConstable().orElseThrow();

    private final CodeModel code;
    private final String checkpoint;
    private final Weaver.Extent extent;
    private final Set<Label> passed = new HashSet<>();

    /** @param checkpoint the method of {@link Checkpoint} to call */
    MethodWeaver(CodeModel code, String checkpoint, Weaver.Extent extent) {
        this.code = code;
        this.checkpoint = checkpoint;
        this.extent = extent;
    }

    @Override
    public void atStart(CodeBuilder builder) {
        // Before super(...) too: it is a static call. Not at the start of a static initializer, which runs once: a
        // class whose initializer has failed cannot be used any more.
        if (extent != Weaver.Extent.NONE && !isInitializer()) {
            look(builder);
        }
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof LabelTarget target) {
            passed.add(target.label());
        } else if (extent == Weaver.Extent.ALL && targets(element).anyMatch(passed::contains)) {
            look(builder);
        }
        switch (element) {
            case InvokeInstruction call -> rewrite(builder, call);
            case InvokeDynamicInstruction call -> rewrite(builder, call);
            default -> builder.with(element);
        }
    }

    @Override
    public void atEnd(CodeBuilder builder) {
        code.findAttribute(Attributes.stackMapTable())
                // a new one, as the one that was read would be written with its old offsets
                .ifPresent(types -> builder.with(StackMapTableAttribute.of(types.entries())));
    }

    static boolean mayJump(CodeElement element) {
        return targets(element).findAny().isPresent();
    }

    private static Stream<Label> targets(CodeElement element) {
        return switch (element) {
            case BranchInstruction jump -> Stream.of(jump.target());
            case LookupSwitchInstruction jumps -> targets(jumps.defaultTarget(), jumps.cases());
            case TableSwitchInstruction jumps -> targets(jumps.defaultTarget(), jumps.cases());
            default -> Stream.empty();
        };
    }

    private static Stream<Label> targets(Label otherwise, List<SwitchCase> cases) {
        return Stream.concat(Stream.of(otherwise), cases.stream().map(SwitchCase::target));
    }

    private boolean isInitializer() {
        return code.parent()
                .filter(method -> method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME))
                .isPresent();
    }

    private void look(CodeBuilder builder) {
        builder.invokestatic(CHECKPOINT, checkpoint, ConstantDescs.MTD_void);
    }

    private static void rewrite(CodeBuilder builder, InvokeInstruction call) {
        var instead = Exits.insteadOf(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue());
        if (instead.isPresent()) {
            var ours = instead.get();
            builder.invokestatic(ours.owner(), ours.methodName(), ours.invocationType());
        } else {
            builder.with(call);
        }
    }

    // A lambda and a method reference are made by a call that names the method behind them in its arguments.
    private static void rewrite(CodeBuilder builder, InvokeDynamicInstruction call) {
        List<ConstantDesc> given = call.bootstrapArgs();
        var arguments = given.stream().map(Exits::insteadOf).toList();
        if (arguments.equals(given)) {
            builder.with(call);
        } else {
            builder.invokedynamic(DynamicCallSiteDesc.of(
                    call.bootstrapMethod(),
                    call.name().stringValue(),
                    call.typeSymbol(),
                    arguments.toArray(ConstantDesc[]::new)));
        }
    }
}
