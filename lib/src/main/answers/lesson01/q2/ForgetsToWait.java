List<String> breakfast(Kitchen kitchen) throws Exception {
    Thread.ofVirtual().name("tea").start(() -> { try { kitchen.tea(); } catch (InterruptedException e) { } });
    Thread.ofVirtual().name("toast").start(() -> { try { kitchen.toast(); } catch (InterruptedException e) { } });
    Thread.ofVirtual().name("eggs").start(() -> { try { kitchen.eggs(); } catch (InterruptedException e) { } });
    Thread.sleep(50);                          // started, and nobody waits for them
    return List.of("tea is ready", "toast is ready", "eggs are ready");
}
